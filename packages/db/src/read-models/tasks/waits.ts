import {
  foresee,
  isFinal,
  isHalted,
  phaseMachine,
  type RunSnapshot,
  type TaskRow,
  type Wait,
} from '@uet/core';

/** Why a task does not run yet; both null where nothing keeps it. */
export type Waiting = { readonly waits_for: Wait['reason'] | null; readonly waits_detail: string | null };

/** Task states whose reason to wait can be told without the other rows of the run. */
const nothing: Waiting = { waits_for: null, waits_detail: null };
const because = (reason: Wait['reason'], detail: string): Waiting => ({
  waits_for: reason,
  waits_detail: detail,
});

/** Whether the reason to wait depends on the rest of the run. */
export const needsSnapshot = ({ state }: Pick<TaskRow, 'state'>): boolean =>
  state === 'pending' || state === 'retrying';

/** What the planner says of a run as it is stored. */
function plannedWaits(snapshot: RunSnapshot, now: Date): ReadonlyMap<string, Wait> {
  if (snapshot.run.state !== 'running') return new Map();
  return foresee(snapshot, now).waits;
}

/**
 * Says why tasks wait. Of those that are looked at before they start the planner is asked, so that the answer is what
 * the next tick would find; without a snapshot, only what a row itself tells is answered.
 */
export function openWaits(
  snapshot: RunSnapshot | null,
  approvals: ReadonlySet<string>,
  now: Date,
): (task: TaskRow) => Waiting {
  const waits = snapshot === null ? new Map<string, Wait>() : plannedWaits(snapshot, now);
  return (task) => {
    if (needsSnapshot(task)) return snapshot === null ? nothing : beforeStart(snapshot, waits, task);
    if (task.state === 'queued') return because('worker', 'a worker takes it as soon as one is free');
    if (task.state === 'blocked') return blocked(task);
    if (task.state !== 'validating') return nothing;
    if (approvals.has(task.id)) return because('approval', 'a person has to approve its patch');
    return task.patch_id === null ? nothing : because('landing', `patch ${task.patch_id} has not landed`);
  };
}

function blocked({ reason, tool_id: toolId, not_before: notBefore }: TaskRow): Waiting {
  const detail = reason ?? 'it is blocked';
  if (notBefore !== null)
    return because('breaker_open', `tool ${toolId} rests until ${notBefore}: ${detail}`);
  return because('gate', detail);
}

function beforeStart(snapshot: RunSnapshot, waits: ReadonlyMap<string, Wait>, task: TaskRow): Waiting {
  const { run, budgets } = snapshot;
  if (run.ended_at !== null) return nothing;
  if (run.state === 'paused') return because('paused', run.reason ?? 'the run is paused');
  if (isHalted(budgets)) return because('budget', 'the budget of the run is used up');
  const wait = waits.get(task.id);
  if (wait !== undefined) return because(wait.reason, wait.detail);
  return unopened(snapshot, task) ?? nothing;
}

/** The phase or workstream that has not been opened yet: the planner says nothing of its tasks. */
function unopened({ phases, workstreams }: RunSnapshot, task: TaskRow): Waiting | null {
  const workstream = workstreams.find(({ id }) => id === task.workstream_id);
  const phase = phases.find(({ id }) => id === task.phase_id);
  if (phase !== undefined && !isFinal(phaseMachine, phase.state) && phase.state !== 'active') {
    if (phase.state === 'blocked') return because('gate', `phase ${phase.key}: ${phase.reason}`);
    return because('dependency', `phase ${phase.key} has not begun`);
  }
  if (workstream?.state === 'planned')
    return because('dependency', `workstream ${workstream.key} has not begun`);
  if (workstream?.state === 'blocked')
    return because('gate', `workstream ${workstream.key}: ${workstream.reason}`);
  return null;
}
