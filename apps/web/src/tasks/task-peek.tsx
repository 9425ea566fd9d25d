'use client';

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@/api/api';
import { setUrlParams, useUrlParam } from '@/run/url-params';
import { Dialog } from '@/ui/dialog';
import { Loading, Problem } from '@/ui/notices';
import { TaskAccount } from './task-account';

/** All about the task that the address names (`?task=`), at the side of what one was looking at. */
export function TaskPeek({ runId }: { readonly runId: string }) {
  const taskId = useUrlParam('task');
  const api = useApi();
  const open = taskId !== null;
  const { data, error, refetch } = useQuery({
    ...api.tasks.get.queryOptions({ task_id: taskId ?? '' }),
    enabled: open,
  });
  return (
    <Dialog
      side
      open={open}
      onClose={() => setUrlParams({ task: null })}
      title={data?.task.title ?? 'Task'}
      {...(data === undefined ? {} : { about: data.task.key })}
    >
      {error === null ? null : <Problem error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Loading lines={10} /> : null}
      {data === undefined ? null : <TaskAccount runId={runId} account={data} />}
    </Dialog>
  );
}
