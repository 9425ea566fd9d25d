import type { TaskLine } from '@uet/schemas/api';
import type { RunTimeline } from '@/run/use-run';

/** Something that has a log. */
export interface Subject {
  readonly id: string;
  readonly kind: 'attempt' | 'gate';
  readonly title: string;
  readonly state: string;
  readonly startedAt: string;
}

/** The logs of a task, or of what belongs to the run as a whole. */
export interface SubjectGroup {
  /** The task; null for the acceptance checks of the run. */
  readonly task: TaskLine | null;
  /** In the order of time. */
  readonly subjects: readonly Subject[];
}

/** What of a run has logs, by task; what has been at work last comes first. */
export function subjectGroups(tasks: readonly TaskLine[], timeline: RunTimeline): SubjectGroup[] {
  const subjectsOf = new Map<string | null, Subject[]>();
  const add = (taskId: string | null, subject: Subject): void => {
    const known = subjectsOf.get(taskId);
    if (known === undefined) subjectsOf.set(taskId, [subject]);
    else known.push(subject);
  };
  for (const {
    id,
    task_id: taskId,
    number,
    tool_id: tool,
    state,
    started_at: startedAt,
  } of timeline.attempts) {
    add(taskId, { id, kind: 'attempt', title: `#${number} ${tool}`, state, startedAt });
  }
  for (const { id, task_id: taskId, name, state, started_at: startedAt, cached } of timeline.gates) {
    if (startedAt !== null && !cached) add(taskId, { id, kind: 'gate', title: name, state, startedAt });
  }
  const byTime = (a: Subject, b: Subject): number => a.startedAt.localeCompare(b.startedAt);
  const lastOf = ({ subjects }: SubjectGroup): string => subjects.at(-1)?.startedAt ?? '';
  const tasksById = new Map(tasks.map((task) => [task.id, task]));
  return [...subjectsOf]
    .map(([taskId, subjects]) => ({
      task: taskId === null ? null : (tasksById.get(taskId) ?? null),
      subjects: subjects.toSorted(byTime),
    }))
    .sort((a, b) => lastOf(b).localeCompare(lastOf(a)));
}

/** The log to show first: of what runs, else of what failed last, else of what was last. */
export function subjectAtFirst(groups: readonly SubjectGroup[]): Subject | null {
  const attempts = groups.flatMap(({ subjects }) =>
    subjects.filter(({ kind }) => kind === 'attempt').toReversed(),
  );
  return (
    attempts.find(({ state }) => state === 'running') ??
    attempts.find(({ state }) => state === 'failed') ??
    attempts[0] ??
    null
  );
}
