import type { WorkstreamState } from '@uet/schemas';
import { isFinal, taskMachine, workstreamMachine } from '../machines/index.js';
import { conditionNotMet, dependencyFailed, patchDropped, type TaskRow } from '../tasks/index.js';
import type { Planning } from './planning.js';
import { failsWorkstream } from './refusal.js';
import type { StopReason } from './stop-reason.js';

/** Ends the workstreams whose tasks have ended, and opens those whose turn it is. */
export function advanceWorkstreams(planning: Planning, stop: StopReason | null): void {
  for (const workstream of planning.workstreams) {
    if (isFinal(workstreamMachine, workstream.state)) continue;
    const tasks = planning.tasksOf(workstream);
    if (tasks.every((task) => isFinal(taskMachine, task.state))) end(planning, workstream, tasks, stop);
    else if (workstream.state === 'executing' && tasks.every(isAtLanding)) {
      planning.keepWorkstream(planning.runs.validateWorkstream(workstream));
    } else if (workstream.state === 'planned' || workstream.state === 'blocked') open(planning, workstream);
  }
}

const isAtLanding = (task: TaskRow): boolean =>
  task.state === 'validating' || isFinal(taskMachine, task.state);

function open(planning: Planning, workstream: WorkstreamState): void {
  const { runs } = planning;
  const phase = planning.phase(workstream.phase_id);
  if (phase.state === 'blocked' && workstream.state === 'planned') {
    planning.keepWorkstream(
      runs.blockWorkstream(workstream, `phase ${phase.key} is blocked: ${phase.reason}`),
    );
    return;
  }
  if (!isTurnOf(planning, workstream)) return;
  planning.keepWorkstream(
    workstream.state === 'blocked' ? runs.unblockWorkstream(workstream) : runs.makeReady(workstream),
  );
}

/** Every task has ended: the workstream ends the way those tasks did that it cannot do without. */
function end(
  planning: Planning,
  workstream: WorkstreamState,
  tasks: readonly TaskRow[],
  stop: StopReason | null,
): void {
  const { runs } = planning;
  const failed = tasks.find(failsWorkstream);
  const missed = missedTask(workstream, tasks, stop);
  if (failed !== undefined) {
    const reason = `task ${failed.key} failed: ${failed.reason}`;
    planning.keepWorkstream(runs.failWorkstream(started(planning, workstream), reason));
  } else if (missed !== undefined) {
    const reason = stop ?? `task ${missed.key}: ${missed.reason}`;
    planning.keepWorkstream(runs.cancelWorkstream(workstream, reason));
  } else if (workstream.started_at === null && tasks.every(isExcluded)) {
    if (isTurnOf(planning, workstream)) {
      planning.keepWorkstream(runs.skipWorkstream(workstream, conditionNotMet));
    } else if (planning.isCutOff(workstream)) {
      planning.keepWorkstream(runs.cancelWorkstream(workstream, dependencyFailed));
    }
  } else {
    const executing = started(planning, workstream);
    const validating = executing.state === 'executing' ? runs.validateWorkstream(executing) : executing;
    planning.keepWorkstream(runs.completeWorkstream(validating));
  }
}

const isExcluded = ({ state, reason }: TaskRow): boolean =>
  state === 'canceled' && reason === conditionNotMet;

/**
 * A canceled task without which the workstream is not complete: a critical one, one that was stopped with the run,
 * or any where nothing of the workstream was done. What its condition excluded or a person dropped is not missed.
 */
function missedTask(
  workstream: WorkstreamState,
  tasks: readonly TaskRow[],
  stop: StopReason | null,
): TaskRow | undefined {
  const isUntouched = workstream.started_at === null && tasks.every(({ state }) => state === 'canceled');
  return tasks.find(
    ({ state, reason, critical }) =>
      state === 'canceled' &&
      reason !== conditionNotMet &&
      reason !== patchDropped &&
      (critical || isUntouched || reason === stop),
  );
}

const isTurnOf = (planning: Planning, { id, phase_id: phaseId }: WorkstreamState): boolean =>
  planning.phase(phaseId).state === 'active' && planning.isReady(id);

/** Walks a workstream to `executing`, whatever its tasks ran ahead of it. */
function started(planning: Planning, workstream: WorkstreamState): WorkstreamState {
  const { runs } = planning;
  let current = workstream;
  if (current.state === 'planned') current = runs.makeReady(current);
  if (current.state === 'blocked') current = runs.unblockWorkstream(current);
  return current.state === 'ready' ? runs.startWorkstream(current) : current;
}
