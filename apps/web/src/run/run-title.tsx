'use client';

import type { RunLine } from '@uet/schemas/api';
import { usePageState } from '@/shell/use-page-state';
import { stateRow, stateWords } from '@/ui/state-badge';

/** Shows the state of the run in the title and icon of the page. */
export function RunTitle({ run }: { readonly run: RunLine }) {
  usePageState({
    title: `${stateWords(run.state)} · ${run.template_name}`,
    tone: stateRow('run', run.state).tone,
  });
  return null;
}
