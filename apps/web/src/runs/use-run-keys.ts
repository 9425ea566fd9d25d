'use client';

import type { RunLine } from '@uet/schemas/api';
import { useEffect, useState } from 'react';
import { useShortcuts } from '@/shell/shortcuts/shortcuts';
import { useGo } from '@/ui/use-go';
import type { Selection } from './use-selection';

/** Moves through the list with keys; returns the id of the run that keys act on. */
export function useRunKeys(
  lines: readonly RunLine[],
  selection: Selection,
  scrollTo: (index: number) => void,
): string | null {
  const go = useGo();
  const [current, setCurrent] = useState<string | null>(null);
  const index = lines.findIndex(({ id }) => id === current);
  const step = (by: 1 | -1): void => {
    const next = Math.max(0, Math.min(lines.length - 1, index < 0 ? 0 : index + by));
    const id = lines[next]?.id;
    if (id === undefined) return;
    scrollTo(next);
    setCurrent(id);
  };
  // The focus goes along: a screen reader reads the run, Tab goes on from it, Enter opens its link.
  useEffect(() => {
    if (current === null) return;
    const frame = requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-run="${current}"]`)?.focus({ preventScroll: true }),
    );
    return () => cancelAnimationFrame(frame);
  }, [current]);
  const on = index >= 0 ? current : null;
  useShortcuts('Runs', [
    { keys: ['j'], label: 'Next run', run: () => step(1) },
    { keys: ['k'], label: 'Previous run', run: () => step(-1) },
    { keys: ['x'], label: 'Select the run, or not', run: () => on !== null && selection.toggle(on) },
    { keys: ['Enter'], label: 'Open the run', run: () => on !== null && go(`/runs/${on}`) },
    {
      keys: ['/'],
      label: 'Search',
      run: () => document.querySelector<HTMLElement>('[data-search="runs"]')?.focus(),
    },
    {
      keys: ['Escape'],
      label: 'Clear the selection',
      run: () => {
        selection.clear();
        setCurrent(null);
      },
    },
  ]);
  return on;
}
