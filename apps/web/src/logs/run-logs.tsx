'use client';

import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { setUrlParams, useUrlParam } from '@/run/url-params';
import { useRunGraph, useRunTimeline } from '@/run/use-run';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { SubjectBar } from './subject-bar';
import { SubjectList } from './subject-list';
import { subjectAtFirst, subjectGroups } from './subjects';
import type { LogSubject } from './use-log-reader';

const LogViewer = dynamic(() => import('./log-viewer').then((module) => module.LogViewer), {
  ssr: false,
  loading: () => <Loading lines={12} height={20} />,
});

/** The logs of a run: of each attempt and each gate. */
export function RunLogs({ runId }: { readonly runId: string }) {
  const graph = useRunGraph(runId);
  const timeline = useRunTimeline(runId);
  const asked = useUrlParam('log');
  const stream = useUrlParam('stream') === 'stderr' ? 'stderr' : 'stdout';
  const groups = useMemo(
    () =>
      graph.data === undefined || timeline.data === undefined
        ? null
        : subjectGroups(graph.data.tasks, timeline.data),
    [graph.data, timeline.data],
  );
  // What to show first is decided once: a new attempt elsewhere must not take away what one reads.
  const [first, setFirst] = useState<string | null>(null);
  const shown = asked ?? first;
  const begin = groups === null || shown !== null ? null : (subjectAtFirst(groups)?.id ?? null);
  if (begin !== null) setFirst(begin);
  const error = graph.error ?? timeline.error;
  if (groups === null) {
    const retry = (): void => {
      void graph.refetch();
      void timeline.refetch();
    };
    return (
      <Panel flush>{error === null ? <Loading lines={14} /> : <Problem error={error} retry={retry} />}</Panel>
    );
  }
  if (shown === null) {
    return (
      <Panel>
        <Empty title="There are no logs yet">They are written as soon as the first attempt runs.</Empty>
      </Panel>
    );
  }
  const subject: LogSubject = { subjectId: shown, stream };
  const group = groups.find(({ subjects }) => subjects.some(({ id }) => id === shown));
  const select = (change: Partial<LogSubject>): void =>
    setUrlParams({
      log: change.subjectId ?? shown,
      stream: change.stream ?? stream,
      at: null,
      line: null,
    });
  return (
    <Panel flush className="overflow-hidden">
      <div className="grid grid-cols-1 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <SubjectList groups={groups} selected={shown} onSelect={(subjectId) => select({ subjectId })} />
        <div className="min-w-0">
          {group === undefined ? null : <SubjectBar group={group} subject={subject} onSelect={select} />}
          <LogViewer key={`${shown}/${stream}`} subject={subject} />
        </div>
      </div>
    </Panel>
  );
}
