'use client';

import { useMemo } from 'react';
import { countStates } from '@/run/state-counts';
import { setUrlParams } from '@/run/url-params';
import { useRunGraph } from '@/run/use-run';
import { Button } from '@/ui/button';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { selectTasks } from './select-tasks';
import { TaskFilterBar } from './task-filter-bar';
import { TaskTable } from './task-table';
import { useTaskSelection } from './use-task-selection';

/** The tasks of a run as a table. */
export function RunTasks({ runId }: { readonly runId: string }) {
  const { data, error, refetch } = useRunGraph(runId);
  const selection = useTaskSelection();
  const counts = useMemo(() => countStates(data?.tasks ?? []), [data?.tasks]);
  const tasks = useMemo(() => selectTasks(data?.tasks ?? [], selection), [data?.tasks, selection]);
  const workstreams = useMemo(
    () => new Map(data?.workstreams.map(({ id, title }) => [id, title])),
    [data?.workstreams],
  );
  if (data === undefined) {
    return (
      <Panel flush>
        {error === null ? <Loading lines={12} /> : <Problem error={error} retry={() => void refetch()} />}
      </Panel>
    );
  }
  return (
    <Panel flush>
      <TaskFilterBar selection={selection} counts={counts} shown={tasks.length} />
      {tasks.length > 0 ? (
        <TaskTable tasks={tasks} workstreams={workstreams} selection={selection} />
      ) : (
        <Empty title={data.tasks.length === 0 ? 'This run has no tasks yet' : 'No task is like this'}>
          {data.tasks.length === 0 ? (
            'They are there as soon as its plan is made.'
          ) : (
            <Button onClick={() => setUrlParams({ q: null, state: null })}>Show all tasks</Button>
          )}
        </Empty>
      )}
    </Panel>
  );
}
