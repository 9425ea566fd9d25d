'use client';

import { peekAt } from '@/tasks/peek-at';
import { classes } from '@/ui/classes';
import { StateIcon, stateWords } from '@/ui/state-badge';
import type { SubjectGroup } from './subjects';
import type { LogSubject } from './use-log-reader';

interface SubjectBarProps {
  readonly group: SubjectGroup;
  readonly subject: LogSubject;
  readonly onSelect: (change: Partial<LogSubject>) => void;
}

const streams = ['stdout', 'stderr'] as const;

const pill = (on: boolean): string =>
  classes(
    'inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-[13px] font-medium',
    on
      ? 'border-accent bg-accent-soft text-accent'
      : 'border-line text-muted hover:bg-sunken hover:text-text',
  );

/** Which attempt or gate of a task, and which of its outputs, is shown. */
export function SubjectBar({ group, subject, onSelect }: SubjectBarProps) {
  const { task } = group;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line p-2">
      {task === null ? (
        <span className="font-medium">Acceptance checks</span>
      ) : (
        <button
          type="button"
          className="max-w-72 truncate font-medium hover:underline"
          onClick={() => peekAt(task.id)}
        >
          {task.title}
        </button>
      )}
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Attempt or gate</legend>
        {group.subjects.map(({ id, kind, title, state }) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === subject.subjectId}
            className={pill(id === subject.subjectId)}
            onClick={() => onSelect({ subjectId: id })}
          >
            <StateIcon of={kind} state={state} />
            {kind === 'gate' ? `gate ${title}` : title}
            <span className="sr-only">, {stateWords(state)}</span>
          </button>
        ))}
      </fieldset>
      <fieldset className="ml-auto flex gap-1">
        <legend className="sr-only">Output</legend>
        {streams.map((stream) => (
          <button
            key={stream}
            type="button"
            aria-pressed={stream === subject.stream}
            className={pill(stream === subject.stream)}
            onClick={() => onSelect({ stream })}
          >
            {stream}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
