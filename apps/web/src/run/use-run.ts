'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExecutionEvent } from '@uet/schemas';
import type { Contract, OutputOf } from '@uet/schemas/api';
import { useEffect } from 'react';
import { useApi, useApiClient } from '@/api/api';
import { applyEvents, type RunGraph } from './apply-events';
import { usePacedQuery } from './use-paced-query';

/** When each attempt and gate of a run ran. */
export type RunTimeline = OutputOf<Contract['runs']['timeline']>;

/** The run, its progress, phases, workstreams and budgets. */
export function useRun(runId: string) {
  const api = useApi();
  return useQuery(api.runs.get.queryOptions({ run_id: runId }));
}

const ofRun = (runId: string) => (events: readonly ExecutionEvent[]) =>
  events.some((event) => event.run_id === runId);

const graphKey = (runId: string) => ['run-graph', runId] as const;

/** Asks for the graph of a run at once, for what is drawn only when the run itself is known. */
export function useRunGraphAhead(runId: string, isShown: boolean): void {
  const client = useApiClient();
  const queries = useQueryClient();
  useEffect(() => {
    if (!isShown) return;
    const load = () => client.runs.graph.query({ run_id: runId });
    void queries.prefetchQuery<RunGraph>({ queryKey: graphKey(runId), queryFn: load });
  }, [client, queries, runId, isShown]);
}

/** Every task of a run with what waits for what; states change as they happen. */
export function useRunGraph(runId: string) {
  const client = useApiClient();
  return usePacedQuery<RunGraph>({
    key: graphKey(runId),
    load: () => client.runs.graph.query({ run_id: runId }),
    concerns: ofRun(runId),
    apply: (graph, events) =>
      applyEvents(
        graph,
        events.filter((event) => event.run_id === runId),
      ),
  });
}

/** When each attempt and gate of a run ran. */
export function useRunTimeline(runId: string) {
  const client = useApiClient();
  return usePacedQuery<RunTimeline>({
    key: ['run-timeline', runId],
    load: () => client.runs.timeline.query({ run_id: runId }),
    concerns: ofRun(runId),
  });
}

/** Who started the run, as the event log has it; null until it is known. */
export function useStarter(runId: string): string | null {
  const client = useApiClient();
  const { data } = useQuery({
    queryKey: ['run-starter', runId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { items } = await client.events.list.query({ run_id: runId, entity_types: ['run'], limit: 200 });
      return items.find((event) => event.from_state === null)?.actor ?? null;
    },
  });
  return data ?? null;
}
