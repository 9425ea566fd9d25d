'use client';

import type { ExecutionEvent } from '@uet/schemas';
import type { ReactNode } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { formatExact } from '@/ui/format';
import { Link } from '@/ui/link';

interface EventDetailsProps {
  readonly event: ExecutionEvent;
  /** Shows only the events about the same. */
  readonly onAbout: () => void;
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-muted">{name}</dt>
    <dd className="flex min-w-0 flex-wrap items-center gap-1 font-mono break-all">{children}</dd>
  </>
);

const Id = ({ id, of, href }: { readonly id: string; readonly of: string; readonly href?: string }) => (
  <>
    {href === undefined ? (
      id
    ) : (
      <Link href={href} className="text-accent hover:underline">
        {id}
      </Link>
    )}
    <CopyButton text={id} label={`Copy the ${of}`} />
  </>
);

/** All there is to know of an event. */
export function EventDetails({ event, onAbout }: EventDetailsProps) {
  const { run_id: runId, task_id: taskId, worker_id: workerId, payload } = event;
  const json = JSON.stringify(payload, null, 2);
  return (
    <div className="flex flex-col gap-3 bg-sunken/60 py-3 pr-4 pl-10">
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1 text-[13px]">
        <Fact name="At">{formatExact(event.at)}</Fact>
        <Fact name={event.entity_type}>
          <Id id={event.entity_id} of="id" />
          <Button look="quiet" compact className="font-sans" onClick={onAbout}>
            Only events about it
          </Button>
        </Fact>
        {runId === null || event.entity_type === 'run' ? null : (
          <Fact name="run">
            <Id id={runId} of="id of the run" href={`/runs/${runId}`} />
          </Fact>
        )}
        {taskId === null || runId === null || event.entity_type === 'task' ? null : (
          <Fact name="task">
            <Id id={taskId} of="id of the task" href={`/runs/${runId}/tasks?task=${taskId}`} />
          </Fact>
        )}
        {event.tool_id === null ? null : (
          <Fact name="tool">
            <Id id={event.tool_id} of="id of the tool" href="/tools" />
          </Fact>
        )}
        {workerId === null || event.entity_type === 'worker' ? null : (
          <Fact name="worker">
            <Id id={workerId} of="id of the worker" href="/workers" />
          </Fact>
        )}
        <Fact name="actor">{event.actor}</Fact>
        <Fact name="cursor">
          <Id id={event.cursor} of="cursor: events.follow and uet events go on after it" />
        </Fact>
      </dl>
      {json === '{}' ? null : (
        <div className="relative">
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard.
            tabIndex={0}
            className="max-h-80 overflow-auto rounded-md border border-line bg-panel p-3 pr-10 font-mono text-[13px] break-words whitespace-pre-wrap"
          >
            {json}
          </pre>
          <span className="absolute top-1.5 right-1.5">
            <CopyButton text={json} label="Copy the payload" />
          </span>
        </div>
      )}
    </div>
  );
}
