'use client';

import type { TaskStateName } from '@uet/schemas';
import { type StateCounts, taskStates } from '@/run/state-counts';
import { setUrlParams } from '@/run/url-params';
import { classes } from '@/ui/classes';
import { Input } from '@/ui/field';
import { formatCount } from '@/ui/format';
import { StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { toneClasses } from '@/ui/tones';
import type { TaskSelection } from './select-tasks';

interface TaskFilterBarProps {
  readonly selection: TaskSelection;
  readonly counts: StateCounts;
  readonly shown: number;
}

/** Search and states above the table of tasks. */
export function TaskFilterBar({ selection, counts, shown }: TaskFilterBarProps) {
  const toggle = (state: TaskStateName): void => {
    const { states } = selection;
    const next = states.includes(state) ? states.filter((each) => each !== state) : [...states, state];
    setUrlParams({ state: next.join(',') });
  };
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line p-3">
      <Input
        type="search"
        aria-label="Search tasks"
        placeholder="Search key, title, tool"
        className="max-w-64"
        // The field holds what is being typed: an address that changes with each key would move the caret.
        defaultValue={selection.search}
        onChange={(event) => setUrlParams({ q: event.target.value })}
      />
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">States</legend>
        {taskStates
          .filter((state) => (counts[state] ?? 0) > 0 || selection.states.includes(state))
          .map((state) => (
            <button
              key={state}
              type="button"
              aria-pressed={selection.states.includes(state)}
              onClick={() => toggle(state)}
              className={classes(
                'inline-flex h-7 items-center gap-1 rounded-full border px-2.5 text-xs font-medium',
                toneClasses[stateRow('task', state).tone],
                selection.states.includes(state)
                  ? 'border-current'
                  : 'border-transparent hover:border-line-strong',
              )}
            >
              <StateIcon of="task" state={state} />
              {stateWords(state)} {formatCount(counts[state] ?? 0)}
            </button>
          ))}
      </fieldset>
      <p role="status" className="ml-auto text-muted">
        {formatCount(shown)} {shown === 1 ? 'task' : 'tasks'}
      </p>
    </div>
  );
}
