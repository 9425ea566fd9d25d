'use client';

import type { WorkerLine } from '@uet/schemas/api';
import { CopyButton } from '@/ui/copy-button';
import { formatCount, formatDuration } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { StateBadge } from '@/ui/state-badge';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { Age, useNow } from '@/ui/time';
import { WorkerActions } from './worker-actions';
import { isStale, type WorkerGroup } from './worker-groups';

const columns = 9;

/** Workers below the process that they belong to. */
export function WorkerTable({ groups }: { readonly groups: readonly WorkerGroup[] }) {
  return (
    <Table label="Workers">
      <thead>
        <tr>
          <Th>Worker</Th>
          <Th>State</Th>
          <Th>Task</Th>
          <Th numeric>Succeeded</Th>
          <Th numeric>Failed</Th>
          <Th numeric>Mean time</Th>
          <Th>Heartbeat</Th>
          <Th>Started</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          <tr className="border-y border-line bg-sunken">
            <th scope="rowgroup" colSpan={columns} className="px-4 py-1.5 text-left font-medium">
              {group.host}
              <span className="ml-3 font-normal text-muted">
                process {group.pid} · pool {group.pool} · {group.workers.length}{' '}
                {group.workers.length === 1 ? 'worker' : 'workers'}
              </span>
            </th>
          </tr>
          {group.workers.map((worker) => (
            <WorkerRow key={worker.id} worker={worker} />
          ))}
        </tbody>
      ))}
    </Table>
  );
}

function WorkerRow({ worker }: { readonly worker: WorkerLine }) {
  const { id, type, state, reason, capabilities } = worker;
  return (
    <Row>
      <RowHead className="font-normal whitespace-nowrap">
        <span className="flex items-center gap-1">
          <Hint text={capabilities.length === 0 ? id : `${id}: ${capabilities.join(', ')}`}>
            <span className="font-mono text-[13px]">…{id.slice(-6)}</span>
          </Hint>
          <CopyButton text={id} label="Copy the id of the worker" />
          {type === 'executor' ? null : <span className="text-muted">{type}</span>}
        </span>
      </RowHead>
      <Td>
        <StateBadge of="worker" state={state} reason={reason} />
      </Td>
      <Td className="max-w-64 truncate">
        <CurrentTask worker={worker} />
      </Td>
      <Td numeric>{formatCount(worker.tasks_completed)}</Td>
      <Td numeric className={worker.tasks_failed > 0 ? 'text-bad' : undefined}>
        {formatCount(worker.tasks_failed)}
      </Td>
      <Td numeric>{formatDuration(worker.mean_execution_ms)}</Td>
      <Td>
        <Heartbeat worker={worker} />
      </Td>
      <Td>
        <Age at={worker.started_at} />
      </Td>
      <Td numeric>
        <WorkerActions worker={worker} />
      </Td>
    </Row>
  );
}

function CurrentTask({
  worker: { current_task_id, current_task_key, current_run_id },
}: {
  readonly worker: WorkerLine;
}) {
  const name = current_task_key ?? current_task_id;
  if (name === null) return <span className="text-faint">–</span>;
  if (current_run_id === null) return name;
  return (
    <Link
      className="text-accent hover:underline"
      href={`/runs/${current_run_id}/tasks?task=${current_task_id ?? ''}`}
    >
      {name}
    </Link>
  );
}

function Heartbeat({ worker }: { readonly worker: WorkerLine }) {
  const now = useNow();
  if (worker.ended_at !== null) {
    return (
      <span className="whitespace-nowrap text-muted">
        ended <Age at={worker.ended_at} />
      </span>
    );
  }
  const stale = now !== null && isStale(worker, now);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <Age at={worker.heartbeat_at} />
      {stale ? (
        <Hint text="No sign of life for more than a minute: what it holds goes to another worker">
          <span className="rounded-full bg-warning-soft px-2 py-0.5 text-xs font-medium text-warning">
            stale
          </span>
        </Hint>
      ) : null}
    </span>
  );
}
