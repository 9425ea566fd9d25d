'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import type { TaskLine } from '@uet/schemas/api';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { setUrlParams } from '@/run/url-params';
import { classes } from '@/ui/classes';
import { peekAt } from './peek-at';
import type { TaskSelection, TaskSort } from './select-tasks';
import { taskColumns } from './task-columns';
import { nextSort } from './use-task-selection';

interface TaskTableProps {
  readonly tasks: readonly TaskLine[];
  readonly workstreams: ReadonlyMap<string, string>;
  readonly selection: TaskSelection;
}

const rowHeight = 40;

interface SortableProps {
  readonly title: string;
  readonly sort: TaskSort | null;
  readonly selection: TaskSelection;
  readonly className: string;
}

function Sortable({ title, sort, selection, className }: SortableProps) {
  const sorted = sort !== null && sort === selection.sort;
  const Arrow = selection.descending ? ArrowDown : ArrowUp;
  const order = selection.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      aria-sort={sorted ? order : undefined}
      className={classes('sticky top-0 z-10 border-b border-line bg-panel px-3 py-2 font-medium', className)}
    >
      {sort === null ? (
        title
      ) : (
        <button
          type="button"
          className="inline-flex items-center gap-1 hover:text-text"
          onClick={() => setUrlParams({ sort: nextSort(selection, sort) })}
        >
          {title}
          {sorted ? <Arrow aria-hidden className="size-3.5" /> : null}
        </button>
      )}
    </th>
  );
}

/** Moves the focus among the links of the rows: j, k and the arrow keys. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-task]')];
  const here = links.indexOf(document.activeElement as HTMLElement);
  const next = links[here === -1 ? 0 : here + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

/** The tasks of a run as a table; only the rows in sight are drawn. */
export function TaskTable({ tasks, workstreams, selection }: TaskTableProps) {
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const before = shown[0]?.start ?? 0;
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      aria-label="Tasks"
      className="max-h-[max(24rem,calc(100dvh-27rem))] overflow-auto"
      onKeyDown={moveFocus}
    >
      <table aria-rowcount={tasks.length + 1} className="w-full table-fixed border-separate border-spacing-0">
        <thead className="text-left text-[13px] text-muted">
          <tr>
            <Sortable title="Task" sort="key" selection={selection} className="" />
            {taskColumns.map((column) => (
              <Sortable key={column.title} {...column} selection={selection} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr aria-hidden style={{ height: before }} /> : null}
          {shown.map(({ index, key }) => {
            const task = tasks[index];
            return task === undefined ? null : (
              <tr
                key={key}
                aria-rowindex={index + 2}
                style={{ height: rowHeight }}
                className="cursor-pointer hover:bg-sunken [&>*]:border-b [&>*]:border-line"
                onClick={() => peekAt(task.id)}
              >
                <th scope="row" className="px-3 text-left font-normal">
                  <button
                    type="button"
                    data-task={task.id}
                    className="flex w-full min-w-0 items-baseline gap-2 text-left -outline-offset-1"
                    onClick={(event) => {
                      event.stopPropagation();
                      peekAt(task.id);
                    }}
                  >
                    <span className="truncate font-medium">{task.title}</span>
                    <span className="hidden truncate text-[13px] text-faint sm:inline">{task.key}</span>
                  </button>
                </th>
                {taskColumns.map((column) => (
                  <td key={column.title} className={classes('px-3', column.className)}>
                    {column.cell(task, workstreams.get(task.workstream_id) ?? '')}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 ? <tr aria-hidden style={{ height: after }} /> : null}
        </tbody>
      </table>
    </section>
  );
}
