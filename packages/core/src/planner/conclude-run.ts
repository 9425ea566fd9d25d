import type { PatchStateName } from '@uet/schemas';
import { isFinal, taskMachine, workstreamMachine } from '../machines/index.js';
import { stoppedByPerson } from '../runs/index.js';
import type { TaskRow } from '../tasks/index.js';
import { abandonPhases, acceptanceOf, requestAcceptance } from './advance-phases.js';
import type { Planning } from './planning.js';
import { fatalTasks, refusalOf } from './refusal.js';
import type { StopReason } from './stop-reason.js';

/** Ends the run once nothing of it is left to do: canceled, failed, quarantined or succeeded. */
export function concludeRun(planning: Planning, stop: StopReason | null): void {
  for (const { state } of planning.tasks) if (!isFinal(taskMachine, state)) return;
  if (isTakingBack(planning)) return;
  if (stop === 'run_canceled') {
    cancelWorkstreams(planning, stop);
    abandonPhases(planning, stop);
    planning.run = planning.runs.cancel(planning.run, cancelReasonOf(planning));
    return;
  }
  const refusal = wasHalted(planning) ? 'budget_exceeded' : refusalOf(planning);
  if (refusal !== null) failRun(planning, refusal);
  else if ([...planning.phases].every(({ state }) => state === 'done')) accept(planning);
}

/** The states of a patch that is on its way to the branch. */
const onItsWay: ReadonlySet<PatchStateName> = new Set([
  'created',
  'validated',
  'queued',
  'applied',
  'verified',
]);

/** True while a patch is on its way that takes a landed one back: what the run is accepted by has to be without it. */
const isTakingBack = ({ snapshot }: Planning): boolean =>
  snapshot.openPatches.some(({ rollback_of: of, state }) => of !== null && onItsWay.has(state));

/** What the person said who stopped it, unless the run has been paused for another reason since. */
function cancelReasonOf({ run: { reason } }: Planning): string {
  return reason?.startsWith(stoppedByPerson) === true ? reason : stoppedByPerson;
}

/** True where the budget kept a task from being done; one that was just enough fails no run. */
function wasHalted(planning: Planning): boolean {
  const halted: StopReason = 'budget_exceeded';
  for (const { reason } of planning.tasks) if (reason === halted) return true;
  return false;
}

function failRun(planning: Planning, reason: string): void {
  cancelWorkstreams(planning, 'run_failed');
  abandonPhases(planning, 'run_failed');
  const { run, runs } = planning;
  // A paused run has no way to `quarantined`.
  const isUnsafe = run.state !== 'paused' && fatalTasks(planning).some((task) => isSetAside(planning, task));
  planning.run = isUnsafe ? runs.quarantine(run, reason) : runs.fail(run, reason);
}

/** True where the policy set a patch of the task aside: the work is there, but not safe. */
function isSetAside(planning: Planning, task: TaskRow): boolean {
  return planning
    .openPatchesOf(task)
    .some(
      ({ state, validation }) =>
        state === 'quarantined' &&
        validation !== null &&
        !(validation.format_ok && validation.scope_ok && validation.constraints_ok),
    );
}

function cancelWorkstreams(planning: Planning, reason: string): void {
  for (const workstream of planning.workstreams) {
    if (isFinal(workstreamMachine, workstream.state)) continue;
    planning.keepWorkstream(planning.runs.cancelWorkstream(workstream, reason));
  }
}

/** Every phase is done: the run succeeds once all acceptance gates passed on its final head. */
function accept(planning: Planning): void {
  if (planning.run.state === 'running') planning.run = planning.runs.validate(planning.run);
  if (planning.run.state !== 'validating') return;
  let missing = false;
  for (const phase of planning.phases) {
    const acceptance = acceptanceOf(planning, phase);
    if (acceptance.state === 'refused') {
      planning.run = planning.runs.fail(planning.run, acceptance.reason);
      return;
    }
    missing ||= acceptance.state === 'missing';
  }
  if (missing) requestAcceptance(planning);
  else planning.run = planning.runs.succeed(planning.run);
}
