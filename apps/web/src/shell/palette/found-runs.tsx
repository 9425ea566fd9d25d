'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RunLine } from '@uet/schemas/api';
import { useApi } from '@/api/api';
import { repositoryName } from '@/ui/format';
import { StateIcon, stateWords } from '@/ui/state-badge';
import { useDebounced } from '@/ui/use-debounced';

interface FoundRuns {
  readonly runs: readonly RunLine[];
  /** Whether what is shown is what was searched for last. */
  readonly settled: boolean;
}

/** The latest runs with this text in id, template, repository or branch. */
export function useFoundRuns(search: string): FoundRuns {
  const api = useApi();
  const text = useDebounced(search.trim());
  const { data, isPending, isPlaceholderData } = useQuery(
    api.runs.list.queryOptions({ search: text, limit: 6 }, { placeholderData: keepPreviousData }),
  );
  return { runs: data?.items ?? [], settled: text === search.trim() && !isPending && !isPlaceholderData };
}

/** A run in one line. */
export function FoundRun({ run }: { readonly run: RunLine }) {
  return (
    <>
      <StateIcon of="run" state={run.state} />
      <span className="sr-only">{stateWords(run.state)}</span>
      <span className="truncate">{run.template_name}</span>
      <span className="min-w-0 flex-1 truncate text-muted">
        {repositoryName(run.repository)} · {run.target_branch}
      </span>
      <code className="hidden shrink-0 text-xs whitespace-nowrap text-muted sm:inline">
        …{run.id.slice(-6)}
      </code>
    </>
  );
}
