import type { TaskStateName } from '@uet/schemas';
import type { BarPart } from '@/ui/progress';
import { stateRow, stateWords } from '@/ui/state-badge';

/** How many tasks are in each state. */
export type StateCounts = Readonly<Partial<Record<TaskStateName, number>>>;

/** Task states in the order in which a bar shows them: what is done first, what is to come last. */
export const taskStates: readonly TaskStateName[] = [
  'completed',
  'failed',
  'canceled',
  'validating',
  'running',
  'retrying',
  'queued',
  'blocked',
  'pending',
];

/** Counts the tasks by state. */
export function countStates(tasks: Iterable<{ readonly state: TaskStateName }>): StateCounts {
  const counts: Partial<Record<TaskStateName, number>> = {};
  for (const { state } of tasks) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The parts of a bar for these counts; tasks that wait for others are its empty rest. */
export const barParts = (counts: StateCounts): BarPart[] =>
  taskStates
    .filter((state) => state !== 'pending')
    .map((state) => ({
      label: stateWords(state),
      tone: stateRow('task', state).tone,
      count: counts[state] ?? 0,
    }));

/** The counts as a sentence: `12 completed, 3 running`. */
export const countWords = (counts: StateCounts): string =>
  taskStates
    .filter((state) => (counts[state] ?? 0) > 0)
    .map((state) => `${counts[state]} ${stateWords(state)}`)
    .join(', ') || 'no tasks';
