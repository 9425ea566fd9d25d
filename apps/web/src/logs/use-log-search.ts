'use client';

import { useQuery } from '@tanstack/react-query';
import type { Contract, OutputOf } from '@uet/schemas/api';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '@/api/api';
import type { LogSubject } from './use-log-reader';

type Match = OutputOf<Contract['tasks']['search_log']>['matches'][number];

interface LogSearch {
  /** What is marked in the lines. */
  readonly text: string;
  /** Searches for another text, and goes to the first match where that is asked for. */
  readonly search: (text: string, go: boolean) => void;
  /** Which match one looks at, from 1; 0 for none yet. */
  readonly current: number;
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
  readonly searching: boolean;
  readonly error: unknown;
  /** Goes to the next or the previous match. */
  readonly step: (by: 1 | -1) => void;
}

/** Searches all of a log, whatever of it is loaded. */
export function useLogSearch({ subjectId, stream }: LogSubject, onMatch: (match: Match) => void): LogSearch {
  const api = useApi();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState(-1);
  const { data, error, isFetching, refetch } = useQuery({
    ...api.tasks.search_log.queryOptions({ subject_id: subjectId, stream, text, limit: 1_000 }),
    enabled: text !== '',
  });
  const matches = (text === '' ? undefined : data?.matches) ?? [];
  /** Asked for before the matches were there: one goes there as soon as they are. */
  const pending = useRef<1 | -1 | null>(null);
  const step = (by: 1 | -1): void => {
    if (matches.length === 0) {
      if (text === '') return;
      pending.current = by;
      // A log that is being written may have it by now.
      if (!isFetching) void refetch();
      return;
    }
    const from = current === -1 && by === -1 ? 0 : current;
    const next = (from + by + matches.length) % matches.length;
    const match = matches[next];
    setCurrent(next);
    if (match !== undefined) onMatch(match);
  };
  useEffect(() => {
    if (isFetching || pending.current === null) return;
    const by = pending.current;
    pending.current = null;
    if (matches.length > 0) step(by);
  });
  return {
    text,
    search: (next, go) => {
      setText(next.slice(0, 200));
      setCurrent(-1);
      pending.current = go ? 1 : null;
    },
    current: Math.min(current + 1, matches.length),
    count: matches.length,
    more: data?.more ?? false,
    searching: isFetching,
    error: text === '' ? null : error,
    step,
  };
}
