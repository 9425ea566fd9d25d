import type { TaskLine } from '@uet/schemas/api';
import type { ReactNode } from 'react';
import { formatDuration, formatMoney } from '@/ui/format';
import { StateBadge } from '@/ui/state-badge';
import type { TaskSort } from './select-tasks';
import { waitWords } from './wait-words';

/** A column of the table of tasks. */
export interface TaskColumn {
  readonly title: string;
  readonly sort: TaskSort | null;
  /** Classes of its cells: what they look like, and from which width on they are shown. */
  readonly className: string;
  readonly cell: (task: TaskLine, workstream: string) => ReactNode;
}

/** The columns after the first one, which names the task. */
export const taskColumns: readonly TaskColumn[] = [
  {
    title: 'State',
    sort: 'state',
    className: 'w-32',
    cell: (task) => <StateBadge of="task" state={task.state} reason={task.reason} />,
  },
  {
    title: 'Workstream',
    sort: null,
    className: 'hidden w-44 lg:table-cell min-[1800px]:w-56',
    cell: (_, workstream) => <span className="block truncate text-muted">{workstream}</span>,
  },
  {
    title: 'Waits for, or why',
    sort: null,
    className: 'hidden w-64 xl:table-cell min-[1800px]:w-[24%]',
    cell: (task) => {
      const words = waitWords(task) ?? task.reason ?? task.last_error;
      return (
        <span className="block truncate text-muted" title={words ?? undefined}>
          {words ?? ''}
        </span>
      );
    },
  },
  {
    title: 'Wave',
    sort: 'wave',
    className: 'hidden w-20 text-right xl:table-cell',
    cell: (task) => task.wave + 1,
  },
  {
    title: 'Tool',
    sort: null,
    className: 'hidden w-32 md:table-cell',
    cell: (task) => <span className="block truncate">{task.tool_id ?? '–'}</span>,
  },
  {
    title: 'Attempts',
    sort: 'attempts',
    className: 'hidden w-24 text-right md:table-cell',
    cell: (task) => `${task.attempts_used} of ${task.max_attempts}`,
  },
  {
    title: 'Took',
    sort: 'duration',
    className: 'hidden w-24 text-right sm:table-cell',
    cell: (task) => formatDuration(task.duration_ms),
  },
  {
    title: 'Cost',
    sort: 'cost',
    className: 'hidden w-24 text-right sm:table-cell',
    cell: (task) => formatMoney(task.cost_usd),
  },
];
