'use client';

import type { Contract, OutputOf } from '@uet/schemas/api';
import type { ReactNode } from 'react';
import { CopyButton } from '@/ui/copy-button';
import { formatDuration, formatMoney } from '@/ui/format';
import { StateBadge } from '@/ui/state-badge';
import { Age } from '@/ui/time';
import { peekAt } from './peek-at';
import { PeekAttempts } from './peek-attempts';
import { PeekErrors, PeekGates, PeekPatches } from './peek-results';
import { PeekSection, Verbatim } from './peek-section';
import { waitWords } from './wait-words';

type Account = OutputOf<Contract['tasks']['get']>;

function Neighbors({ title, tasks }: { readonly title: string; readonly tasks: Account['depends_on'] }) {
  if (tasks.length === 0) return null;
  return (
    <PeekSection title={title}>
      <ul className="flex flex-wrap gap-1.5">
        {tasks.map((task) => (
          <li key={task.id}>
            <button
              type="button"
              onClick={() => peekAt(task.id)}
              className="inline-flex items-center gap-1.5 rounded-md border border-line px-2 py-1 hover:bg-sunken"
            >
              {task.key}
              <StateBadge of="task" state={task.state} />
            </button>
          </li>
        ))}
      </ul>
    </PeekSection>
  );
}

function Facts({ account: { task, record } }: { readonly account: Account }) {
  const facts: [string, ReactNode][] = [
    ['Attempts', `${task.attempts_used} of ${task.max_attempts}`],
    ['Tool', task.tool_id ?? 'not chosen yet'],
    ['Cost', formatMoney(task.cost_usd)],
    ['Took', formatDuration(task.duration_ms)],
    ['Started', <Age key="started" at={task.started_at} />],
    ['Ended', <Age key="ended" at={task.ended_at} />],
    ['Priority', task.priority + (task.critical ? ', critical' : '')],
    ['Kind', task.kind ?? '–'],
    ['May write', task.scope.join(', ') || 'anything that the policy allows'],
    ...(record.condition === null ? [] : [['Only if', record.condition] as [string, string]]),
    ...(task.not_before === null || task.ended_at !== null
      ? []
      : [['Not before', <Age key="not-before" at={task.not_before} />] as [string, ReactNode]]),
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr_auto_1fr]">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** All about one task. */
export function TaskAccount({ runId, account }: { readonly runId: string; readonly account: Account }) {
  const { task, record, command, attempts, routing, patches, gates, errors } = account;
  const waits = waitWords(task);
  const outputs = Object.entries(record.outputs);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <StateBadge of="task" state={task.state} reason={task.reason} />
          {waits === null ? null : <span className="text-muted">waits for {waits}</span>}
          <span className="ml-auto flex items-center">
            <code className="font-mono text-[13px] text-faint">{task.id}</code>
            <CopyButton text={task.id} label="Copy the id of the task" />
          </span>
        </div>
        {task.reason === null ? null : <p className="break-words whitespace-pre-wrap">{task.reason}</p>}
        <Facts account={account} />
      </div>
      <Neighbors title="Depends on" tasks={account.depends_on} />
      <PeekSection title="Attempts">
        <PeekAttempts runId={runId} attempts={attempts} routing={routing} />
      </PeekSection>
      {record.feedback === null ? null : (
        <PeekSection title="What gates and policy said of the last attempt">
          <Verbatim text={record.feedback} />
        </PeekSection>
      )}
      {patches.length === 0 ? null : (
        <PeekSection title="Patches">
          <PeekPatches patches={patches} />
        </PeekSection>
      )}
      {gates.length === 0 ? null : (
        <PeekSection title="Gates">
          <PeekGates gates={gates} />
        </PeekSection>
      )}
      {errors.length === 0 ? null : (
        <PeekSection title="Errors">
          <PeekErrors errors={errors} />
        </PeekSection>
      )}
      {command === null ? null : (
        <PeekSection title="Command or prompt">
          <Verbatim text={command} />
        </PeekSection>
      )}
      {outputs.length === 0 ? null : (
        <PeekSection title="Outputs">
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
            {outputs.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="font-mono text-[13px] text-muted">{name}</dt>
                <dd className="min-w-0 font-mono text-[13px] break-words">{value}</dd>
              </div>
            ))}
          </dl>
        </PeekSection>
      )}
      <Neighbors title="What depends on it" tasks={account.dependents} />
    </div>
  );
}
