import type { Approval, PatchLedgerEntry } from '@uet/schemas';
import { Approvals } from '../approvals/index.js';
import { PatchLedger } from '../ledger/index.js';
import type { Wait } from '../scheduler/index.js';
import type { TaskRow } from '../tasks/index.js';
import type { Planning } from './planning.js';
import type { StopReason } from './stop-reason.js';

/** What becomes of work that nobody has approved yet: a used-up budget leaves it, for it is paid for. */
const givenUp: Partial<Record<StopReason, string>> = {
  run_canceled: 'the run was canceled',
  run_failed: 'the run failed',
};

/** The patch of a task that a person has to approve before it may land. */
function patchToApprove(planning: Planning, task: TaskRow): PatchLedgerEntry | undefined {
  if (task.state !== 'validating') return undefined;
  // A patch that nobody has to approve goes from `created` to `queued` in one transaction.
  return planning.openPatchesOf(task).find(({ id, state }) => id === task.patch_id && state === 'validated');
}

/** The tasks whose patch waits for a person. */
export function approvalWaits(planning: Planning): Array<[string, Wait]> {
  return [...planning.tasks]
    .filter((task) => patchToApprove(planning, task) !== undefined)
    .map(({ id }) => [id, { reason: 'approval', detail: 'a person has to approve its patch' }]);
}

/** A run that was stopped waits for nobody: patches that were not approved yet are dropped, their tasks canceled. */
export function giveUpUnapproved(planning: Planning, stop: StopReason | null): void {
  const reason = stop === null ? undefined : givenUp[stop];
  if (stop === null || reason === undefined) return;
  for (const task of planning.tasks) {
    const entry = patchToApprove(planning, task);
    if (entry === undefined) continue;
    for (const approval of pendingOf(planning, entry))
      new Approvals(planning.changes).withdraw(approval, reason);
    new PatchLedger(planning.changes).drop(entry, reason);
    planning.keepTask(planning.lifecycle.cancel(task, stop));
  }
}

/** A run that has ended asks nobody any more: what it was asked for beside its tasks (a patch that was released) is set aside again. */
export function withdrawAtEnd(planning: Planning): void {
  if (planning.run.ended_at === null) return;
  for (const entry of planning.snapshot.openPatches) {
    for (const approval of pendingOf(planning, entry)) {
      new Approvals(planning.changes).withdraw(approval, 'the run has ended');
      new PatchLedger(planning.changes).quarantine(entry, 'the run ended before it was approved');
    }
  }
}

const pendingOf = ({ snapshot, changes }: Planning, { id }: PatchLedgerEntry): Approval[] =>
  snapshot.approvals.filter(
    (approval) => approval.patch_id === id && changes.latest('approvals', approval).state === 'pending',
  );
