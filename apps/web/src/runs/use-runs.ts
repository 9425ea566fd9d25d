'use client';

import { keepPreviousData, type QueryKey, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { RunLine } from '@uet/schemas/api';
import { useEffect, useMemo } from 'react';
import { useApi } from '@/api/api';
import { listInput, type RunFilters, type RunListInput, statesOf } from './run-filters';
import { linesOf } from './run-pages';
import { useLiveRuns } from './use-live-runs';

/** How many runs are loaded at a time. */
const pageSize = 100;

/** What to ask for: a period is counted back from when it was chosen, so that the question stays the same. */
export function useListInput(filters: RunFilters): RunListInput {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another period is counted back from another now.
  const nowMs = useMemo(() => Date.now(), [filters.since]);
  return listInput(filters, nowMs);
}

/** The list of runs as it stands, page by page, kept live. */
export interface Runs {
  readonly lines: readonly RunLine[];
  readonly error: unknown;
  /** Nothing is known yet. */
  readonly loading: boolean;
  /** What is shown answers an earlier question; the answer to this one is on its way. */
  readonly stale: boolean;
  readonly hasMore: boolean;
  /** The next page could not be loaded. */
  readonly stuck: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

/** Loads the list of runs and keeps it live. */
export function useRuns(filters: RunFilters, input: RunListInput): Runs {
  const api = useApi();
  const options = api.runs.list.infiniteQueryOptions(
    { ...input, limit: pageSize },
    {
      initialCursor: null,
      getNextPageParam: ({ next_cursor: cursor }) => cursor,
      placeholderData: keepPreviousData,
      // The pages are patched as things happen: to load hundreds of them anew would only make them flicker.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  );
  const result = useInfiniteQuery(options);
  useLiveRuns(options.queryKey as QueryKey, { ...input, limit: pageSize });
  const lines = useMemo(() => {
    const states = statesOf(filters.state);
    const all = linesOf(result.data);
    if (states.length === 0 || result.isPlaceholderData) return all;
    return all.filter(({ state }) => states.includes(state));
  }, [result.data, result.isPlaceholderData, filters.state]);
  const { hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = result;
  const stuck = result.isFetchNextPageError;
  const mayLoad = hasNextPage && !isFetchingNextPage && !isPlaceholderData;
  // All lines of what is loaded may have left for another tab.
  useEffect(() => {
    if (lines.length === 0 && mayLoad && !stuck) void fetchNextPage();
  }, [lines.length, mayLoad, stuck, fetchNextPage]);
  return {
    lines,
    error: result.error,
    loading: result.data === undefined && result.error === null,
    stale: isPlaceholderData,
    hasMore: hasNextPage,
    stuck,
    loadMore: () => mayLoad && void fetchNextPage(),
    reload: () => void result.refetch(),
  };
}

/** How many runs are in each state, and what there is to filter by. */
export function useRunCounts({ states: _states, sort: _sort, order: _order, ...filter }: RunListInput) {
  const api = useApi();
  return useQuery(api.runs.counts.queryOptions(filter, { placeholderData: keepPreviousData }));
}
