'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { matchesSearch } from '@/tasks/select-tasks';
import { classes } from '@/ui/classes';
import { Input } from '@/ui/field';
import { StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { toneText } from '@/ui/tones';
import type { SubjectGroup } from './subjects';

interface SubjectListProps {
  readonly groups: readonly SubjectGroup[];
  readonly selected: string | null;
  readonly onSelect: (subjectId: string) => void;
}

const rowHeight = 34;
const acceptance = 'Acceptance checks';

/** The tasks that have logs, to choose from. */
export function SubjectList({ groups, selected, onSelect }: SubjectListProps) {
  const [search, setSearch] = useState('');
  const scroller = useRef<HTMLUListElement>(null);
  const found = useMemo(
    () =>
      groups.filter(({ task }) =>
        task === null ? acceptance.toLowerCase().includes(search.toLowerCase()) : matchesSearch(task, search),
      ),
    [groups, search],
  );
  const rows = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  return (
    <div className="flex min-h-0 flex-col border-b border-line lg:border-r lg:border-b-0">
      <div className="border-b border-line p-2">
        <Input
          type="search"
          aria-label="Search tasks with logs"
          placeholder="Find a task"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <ul
        ref={scroller}
        aria-label="Tasks with logs"
        className="max-h-40 min-h-0 overflow-y-auto lg:max-h-[max(25rem,calc(100dvh-25rem))]"
      >
        <li aria-hidden style={{ height: rows.getVirtualItems()[0]?.start ?? 0 }} />
        {rows.getVirtualItems().map(({ index, key }) => {
          const group = found[index];
          const last = group?.subjects.at(-1);
          if (group === undefined || last === undefined) return null;
          const here = group.subjects.some(({ id }) => id === selected);
          const title = group.task?.title ?? acceptance;
          const attempt = group.subjects.findLast(({ kind }) => kind === 'attempt') ?? last;
          return (
            <li key={key} style={{ height: rowHeight }}>
              <button
                type="button"
                aria-current={here || undefined}
                title={title}
                onClick={() => onSelect(attempt.id)}
                className={classes(
                  'flex size-full items-center gap-2 px-3 text-left -outline-offset-2',
                  here ? 'bg-accent-soft text-accent' : 'hover:bg-sunken',
                )}
              >
                {group.task === null ? (
                  <StateIcon
                    of="gate"
                    state={last.state}
                    className={toneText[stateRow('gate', last.state).tone]}
                  />
                ) : (
                  <StateIcon
                    of="task"
                    state={group.task.state}
                    className={toneText[stateRow('task', group.task.state).tone]}
                  />
                )}
                <span className="truncate">{title}</span>
                <span className="sr-only">{stateWords(group.task?.state ?? last.state)}</span>
              </button>
            </li>
          );
        })}
        <li aria-hidden style={{ height: rows.getTotalSize() - (rows.getVirtualItems().at(-1)?.end ?? 0) }} />
      </ul>
    </div>
  );
}
