'use client';

import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import type { ExecutionEvent } from '@uet/schemas';
import type { Contract, InputOf, RunLine } from '@uet/schemas/api';
import { useEffect, useRef } from 'react';
import { useApi, useApiClient } from '@/api/api';
import { useEvents } from '@/api/live-updates';
import { linesOf, mergeFirstPage, patchLines, type RunPages } from './run-pages';

/** How often the list may be patched, in milliseconds. */
const patchMs = 1_000;
/** How often the counts may be asked for, in milliseconds. */
const countMs = 2_000;
/** How many lines may be asked for at once. */
const chunk = 200;
/** How many lines are looked at again when the list is opened from the cache. */
const maxRefreshed = 1_000;

const runOf = ({ run_id: runId, entity_type: type, entity_id: id }: ExecutionEvent): string | null =>
  runId ?? (type === 'run' ? id : null);

/**
 * Keeps the loaded pages of the list live without loading them anew: the runs that events are about are asked for by
 * their ids and written over the old lines; where one is not among them, the first page is looked at for new ones.
 */
export function useLiveRuns(queryKey: QueryKey, input: InputOf<Contract['runs']['list']>): void {
  const api = useApi();
  const client = useApiClient();
  const queries = useQueryClient();
  const changed = useRef(new Set<string>());
  const latest = useRef({ queryKey, input });
  latest.current = { queryKey, input };

  const patch = async (): Promise<void> => {
    const ids = [...changed.current];
    changed.current.clear();
    try {
      await patchRuns(ids);
    } catch (error) {
      for (const id of ids) changed.current.add(id);
      throw error;
    }
  };

  const patchRuns = async (ids: readonly string[]): Promise<void> => {
    const { queryKey: key, input: asked } = latest.current;
    const pages = queries.getQueryData<RunPages>(key);
    if (pages === undefined) return;
    const loaded = new Set(linesOf(pages).map(({ id }) => id));
    const known = ids.filter((id) => loaded.has(id));
    const newer: RunLine[] = [];
    for (let from = 0; from < known.length; from += chunk) {
      const { items } = await client.runs.lines.query({ run_ids: known.slice(from, from + chunk) });
      newer.push(...items);
    }
    const fresh = known.length === ids.length ? null : await client.runs.list.query(asked);
    let gap = false;
    queries.setQueryData<RunPages>(key, (now) => {
      if (now === undefined) return now;
      const patched = patchLines(now, newer);
      const merged = fresh === null ? patched : mergeFirstPage(patched, fresh);
      gap = merged === null;
      return merged ?? patched;
    });
    if (gap && fresh !== null) {
      queries.setQueryData<RunPages>(key, { pages: [fresh], pageParams: [null] });
    }
  };

  const patchLater = usePaced(patchMs, patch);
  const countLater = usePaced(countMs, () =>
    queries.invalidateQueries({ queryKey: api.runs.counts.queryKey() }),
  );

  useEvents((events) => {
    for (const event of events) {
      const id = runOf(event);
      if (id !== null) changed.current.add(id);
    }
    if (changed.current.size > 0) patchLater();
    if (events.some(({ entity_type: type }) => type === 'run')) countLater();
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the list is opened, or another one.
  useEffect(() => {
    const state = queries.getQueryState(queryKey);
    if (state?.data === undefined || Date.now() - state.dataUpdatedAt < patchMs) return;
    const lines = linesOf(state.data as RunPages);
    for (const { id } of lines.slice(0, maxRefreshed)) changed.current.add(id);
    // Unknown to every list: has the first page looked at as well.
    changed.current.add('');
    patchLater();
    countLater();
  }, [JSON.stringify(queryKey)]);
}

/** What failed is tried again ever more seldom, every minute at last. */
const pauseMs = (everyMs: number, failures: number): number => Math.min(60_000, everyMs * 2 ** failures);

/**
 * Does something at most once in a while, never twice at the same time, and once more where it was asked for meanwhile.
 * A tab that is not seen waits until it is.
 */
function usePaced(everyMs: number, act: () => Promise<unknown>): () => void {
  const latest = useRef(act);
  latest.current = act;
  const pace = useRef({ wanted: false, busy: false, failures: 0, timer: undefined as number | undefined });
  const run = useRef(() => {
    const now = pace.current;
    if (now.busy || now.timer !== undefined || !now.wanted || document.hidden) return;
    now.timer = window.setTimeout(
      async () => {
        now.timer = undefined;
        now.wanted = false;
        now.busy = true;
        const failed = await latest.current().then(
          () => false,
          () => true,
        );
        now.busy = false;
        now.wanted ||= failed;
        now.failures = failed ? now.failures + 1 : 0;
        run.current();
      },
      pauseMs(everyMs, now.failures),
    );
  });
  useEffect(() => {
    const seen = run.current;
    const now = pace.current;
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.clearTimeout(now.timer);
      now.timer = undefined;
    };
  }, []);
  return () => {
    pace.current.wanted = true;
    run.current();
  };
}
