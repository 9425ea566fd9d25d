import type { TaskRow } from '../tasks/index.js';
import { isLost, type Planning } from './planning.js';

/** Why the run cannot succeed any more, or null: a phase was not accepted, a critical workstream is lost. */
export function refusalOf(planning: Planning): string | null {
  for (const { state, reason } of planning.phases) if (state === 'blocked') return reason;
  for (const workstream of planning.workstreams) {
    if (isLost(workstream)) return `workstream ${workstream.key}: ${workstream.reason}`;
  }
  return null;
}

/** True for a task whose failure fails its workstream. */
export const failsWorkstream = (task: TaskRow): boolean =>
  task.state === 'failed' && task.critical && task.on_failure !== 'continue';

/** The tasks whose failure fails the run. */
export function fatalTasks(planning: Planning): TaskRow[] {
  return [...planning.tasks].filter(
    (task) => failsWorkstream(task) && planning.workstream(task.workstream_id).critical,
  );
}
