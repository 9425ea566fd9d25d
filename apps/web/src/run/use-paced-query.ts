'use client';

import { type QueryKey, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExecutionEvent } from '@uet/schemas';
import { useEffect, useRef } from 'react';
import { useEvents } from '@/api/live-updates';

interface PacedQuery<T> {
  readonly key: QueryKey;
  readonly load: () => Promise<T>;
  /** Whether the answer may be another one after these events. */
  readonly concerns: (events: readonly ExecutionEvent[]) => boolean;
  /** What the events themselves tell already: shown at once, until the answer comes. */
  readonly apply?: (data: T, events: readonly ExecutionEvent[]) => T;
}

/** The least time between two answers, in milliseconds. */
const restMs = 1_000;

/**
 * An answer that is large, so that it cannot be fetched anew with every event: changes that events tell are shown at
 * once, and the whole is fetched again at a pace that leaves the server and the page three quarters of their time.
 */
export function usePacedQuery<T>({ key, load, concerns, apply }: PacedQuery<T>): UseQueryResult<T> {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tookMs = useRef(0);
  const loading = useRef(false);
  const missed = useRef(false);
  const refetchLater = (): void => {
    // An answer that is on its way may be older than the event: another one is fetched after it.
    if (loading.current) {
      missed.current = true;
      return;
    }
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        void queries.invalidateQueries({ queryKey: key, exact: true });
      },
      Math.max(restMs, 3 * tookMs.current),
    );
  };
  const result = useQuery<T>({
    queryKey: key,
    staleTime: 30_000,
    queryFn: async () => {
      const began = performance.now();
      loading.current = true;
      try {
        return await load();
      } finally {
        tookMs.current = performance.now() - began;
        loading.current = false;
        if (missed.current) {
          missed.current = false;
          refetchLater();
        }
      }
    },
  });
  useEvents((events) => {
    if (!concerns(events)) return;
    if (apply !== undefined) {
      queries.setQueryData<T>(key, (data) => (data === undefined ? data : apply(data, events)));
    }
    refetchLater();
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return result;
}
