'use client';

import { useMemo } from 'react';
import type { RunGraph } from '@/run/apply-events';
import { setUrlParams, useUrlParam } from '@/run/url-params';
import { matchesSearch } from '@/tasks/select-tasks';

interface GraphSearch {
  readonly text: string;
  /** The tasks that match, in the order of the template; null where nothing is searched for. */
  readonly found: RunGraph['tasks'] | null;
  /** The tasks that match and the groups around them; null where nothing is searched for. */
  readonly marked: ReadonlySet<string> | null;
  readonly search: (text: string) => void;
  /** The match of a text after or before this one. */
  readonly step: (text: string, from: string | null, step: 1 | -1) => RunGraph['tasks'][number] | null;
}

const find = (tasks: RunGraph['tasks'], text: string): RunGraph['tasks'] =>
  text.trim() === '' ? [] : tasks.filter((task) => matchesSearch(task, text.trim()));

/** The search of the graph; its text is in the address as `?q=`. */
export function useGraphSearch(tasks: RunGraph['tasks']): GraphSearch {
  const text = useUrlParam('q') ?? '';
  const found = useMemo(() => (text.trim() === '' ? null : find(tasks, text)), [tasks, text]);
  const marked = useMemo(
    () =>
      found === null ? null : new Set(found.flatMap((task) => [task.id, task.workstream_id, task.phase_id])),
    [found],
  );
  return {
    text,
    found,
    marked,
    search: (next) => setUrlParams({ q: next }),
    step: (wanted, from, step) => {
      // What was typed last may not have come around through the address yet.
      const matches = wanted === text ? (found ?? []) : find(tasks, wanted);
      const here = matches.findIndex(({ id }) => id === from);
      const next = here === -1 ? (step === 1 ? 0 : -1) : here + step;
      return matches.at(next % Math.max(1, matches.length)) ?? null;
    },
  };
}
