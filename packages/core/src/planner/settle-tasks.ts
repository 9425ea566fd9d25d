import type { WorkstreamState } from '@uet/schemas';
import { dependencyFailed, type TaskRow } from '../tasks/index.js';
import { excludedBy } from './condition.js';
import type { Planning } from './planning.js';
import type { StopReason } from './stop-reason.js';

/** The states of a task that no worker holds and that has not ended. */
const notStarted: ReadonlySet<TaskRow['state']> = new Set(['pending', 'blocked', 'queued', 'retrying']);

/** Cancels tasks that cannot or need not be carried out, and unblocks those whose time has come. */
export function settleTasks(planning: Planning, stop: StopReason | null): void {
  const aborted = abortedWorkstreams(planning);
  for (const task of planning.tasks) {
    if (!notStarted.has(task.state)) continue;
    const reason = cancelReasonOf(planning, task, stop, aborted);
    if (reason !== null) planning.keepTask(planning.lifecycle.cancel(task, reason));
    else if (task.state === 'blocked') unblockWhenDue(planning, task);
  }
}

function cancelReasonOf(
  planning: Planning,
  task: TaskRow,
  stop: StopReason | null,
  aborted: ReadonlySet<string>,
): string | null {
  if (stop !== null) return stop;
  if (aborted.has(task.workstream_id)) return 'workstream_aborted';
  if (planning.isUnreachable(task)) return dependencyFailed;
  if (task.state !== 'pending' || task.condition === null) return null;
  if (!isOpen(planning, task) || !planning.isReady(task.id)) return null;
  return excludedBy(planning, task, task.condition);
}

/** The states of a workstream whose tasks may start; in `validating` those that a gate or policy sent back. */
const open: ReadonlySet<WorkstreamState['state']> = new Set(['ready', 'executing', 'validating']);

/** True where the task's workstream has been opened. */
export const isOpen = (planning: Planning, task: TaskRow): boolean =>
  open.has(planning.workstream(task.workstream_id).state);

/** Unblocks what waited for a time that has come, or for a breaker that has closed before it. */
function unblockWhenDue(planning: Planning, task: TaskRow): void {
  if (task.not_before === null) return;
  const isDue = task.not_before <= planning.now || planning.breakerOf(task)?.state === 'closed';
  if (isDue) planning.keepTask(planning.lifecycle.unblock(task));
  else planning.wakeAt(task.not_before);
}

/** The workstreams in which a task failed whose `on_failure` is `abort`. */
function abortedWorkstreams(planning: Planning): Set<string> {
  const aborted = new Set<string>();
  for (const task of planning.tasks) {
    if (task.state === 'failed' && task.on_failure === 'abort') aborted.add(task.workstream_id);
  }
  return aborted;
}
