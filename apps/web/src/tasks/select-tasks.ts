import type { TaskStateName } from '@uet/schemas';
import type { TaskLine } from '@uet/schemas/api';

/** What the table of tasks is sorted by. */
export const taskSorts = ['order', 'key', 'state', 'wave', 'attempts', 'duration', 'cost'] as const;

/** What the table of tasks is sorted by. */
export type TaskSort = (typeof taskSorts)[number];

/** Which tasks a table shows, and in which order. */
export interface TaskSelection {
  readonly search: string;
  /** Empty for all. */
  readonly states: readonly TaskStateName[];
  readonly sort: TaskSort;
  readonly descending: boolean;
}

const urgency: readonly TaskStateName[] = [
  'failed',
  'retrying',
  'running',
  'validating',
  'blocked',
  'queued',
  'pending',
  'canceled',
  'completed',
];

const compareBy: Readonly<Record<TaskSort, (a: TaskLine, b: TaskLine) => number>> = {
  order: (a, b) => a.ordinal - b.ordinal,
  key: (a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }),
  state: (a, b) => urgency.indexOf(a.state) - urgency.indexOf(b.state),
  wave: (a, b) => a.wave - b.wave,
  attempts: (a, b) => a.attempts_total - b.attempts_total,
  duration: (a, b) => (a.duration_ms ?? -1) - (b.duration_ms ?? -1),
  cost: (a, b) => Number(a.cost_usd) - Number(b.cost_usd),
};

/** Whether a task has all words of the search in its key, title or tool; letter case does not count. */
export function matchesSearch(task: TaskLine, search: string): boolean {
  const text = `${task.key} ${task.title} ${task.tool_id ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The tasks that a table shows, in its order; equals stay in the order of the template. */
export function selectTasks(tasks: readonly TaskLine[], selection: TaskSelection): TaskLine[] {
  const { search, states, sort, descending } = selection;
  const direction = descending ? -1 : 1;
  return tasks
    .filter((task) => (states.length === 0 || states.includes(task.state)) && matchesSearch(task, search))
    .sort((a, b) => direction * compareBy[sort](a, b) || a.ordinal - b.ordinal);
}
