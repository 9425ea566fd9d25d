'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { setUrlParams, useUrlParam } from '@/run/url-params';
import { useRun, useRunGraph, useRunTimeline } from '@/run/use-run';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { timelineRows, timeRange } from './rows';
import { TimelineChart } from './timeline-chart';
import { TimelineLegend } from './timeline-legend';
import { useClock } from './use-clock';

const narrow = '(max-width: 640px)';

const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(narrow);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(narrow).matches,
    () => false,
  );

/** When everything of a run happened: a Gantt chart of its tasks. */
export function RunTimelineView({ runId }: { readonly runId: string }) {
  const graph = useRunGraph(runId);
  const timeline = useRunTimeline(runId);
  const ended = useRun(runId).data?.run.ended_at ?? null;
  const all = useUrlParam('all') === '1';
  const now = useClock(ended === null);
  const labelPx = useNarrow() ? 132 : 260;
  const rows = useMemo(
    () =>
      graph.data === undefined || timeline.data === undefined
        ? null
        : timelineRows(graph.data, timeline.data, !all),
    [graph.data, timeline.data, all],
  );
  const range = useMemo(() => (rows === null ? null : timeRange(rows, now)), [rows, now]);
  const error = graph.error ?? timeline.error;
  if (rows === null) {
    const retry = (): void => {
      void graph.refetch();
      void timeline.refetch();
    };
    return (
      <Panel flush>{error === null ? <Loading lines={14} /> : <Problem error={error} retry={retry} />}</Panel>
    );
  }
  return (
    <Panel flush>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line p-3">
        <TimelineLegend />
        <label className="ml-auto flex items-center gap-2">
          <input
            type="checkbox"
            className="accent-(--accent)"
            checked={all}
            onChange={(event) => setUrlParams({ all: event.target.checked ? '1' : null })}
          />
          Also tasks that have not begun
        </label>
      </div>
      {range === null ? (
        <Empty title="Nothing has begun yet">As soon as a task is queued, its time is shown here.</Empty>
      ) : (
        <TimelineChart rows={rows} range={range} now={now} active={ended === null} labelPx={labelPx} />
      )}
    </Panel>
  );
}
