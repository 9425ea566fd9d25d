import { type Actor, type ChangeSet, PatchLedger, planOfRun, TaskLifecycle, UetError } from '@uet/core';
import type { PatchLedgerEntry } from '@uet/schemas';
import { admitPatch, needsApproval } from '../approvals/admit-patch.js';
import { withdrawApprovals } from '../approvals/withdraw-approvals.js';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { skipOpenGates } from '../gates/interrupted-gates.js';
import { findPatch } from '../runs/find-by-id.js';
import { rehome } from '../runs/rehome.js';
import { placeOf } from './place-of.js';
import { policyOf } from './policy-of.js';
import { readPatch, unsafeBecause } from './read-patch.js';

/** Gives up a patch that has not landed; a task that still waits for it ends with it. */
export async function dropPatch(
  context: EngineContext,
  patchId: string,
  reason: string,
  actor: Actor,
): Promise<void> {
  await transact(context, actor, async (changes) => {
    const entry = await findPatch(context, patchId);
    refuseMoving(entry);
    new PatchLedger(changes).drop(entry, reason);
    await withdrawApprovals(context, changes, { patch_id: entry.id }, `the patch was dropped: ${reason}`);
    await endWaiting(context, changes, entry);
  });
}

/** Ends the gates of a patch that is given up, and the task that waits for it; its run is planned anew. */
export async function endWaiting(
  context: EngineContext,
  changes: ChangeSet,
  entry: PatchLedgerEntry,
): Promise<void> {
  // A landing that is under way notices; of one that was interrupted nobody else would end the gates.
  await skipOpenGates(context, changes, { patch_id: entry.id });
  const task = await context.store.find('tasks', entry.task_id);
  if (task?.state === 'validating' && task.patch_id === entry.id)
    new TaskLifecycle(changes).cancel(task, 'patch_dropped');
  const run = await context.store.find('runs', entry.run_id);
  if (run === null) return;
  const { pool } = await rehome(context, changes, run);
  changes.enqueue({ name: 'tick', pool, subject: run.id });
}

/** Between its verdict and the move of the branch nobody can tell whether a patch has landed. */
export function refuseMoving({ id, state }: PatchLedgerEntry): void {
  if (state !== 'verified') return;
  throw new UetError('illegal_move', `patch ${id} is landing at this moment`, {
    hint: 'try again; where its run was interrupted, `uet resume` settles it',
  });
}

/**
 * Lets a quarantined patch be judged afresh: what a person releases is held against the safety rules again, but not
 * against the limits that it broke; then it waits in its lane, once it is approved where its task asks for that, and
 * has to pass the gates like any other.
 */
export async function releasePatch(
  context: EngineContext,
  patchId: string,
  reason: string,
  actor: Actor,
): Promise<PatchLedgerEntry> {
  return transact(context, actor, async (changes) => {
    const entry = await findPatch(context, patchId);
    const ledger = new PatchLedger(changes);
    const released = ledger.release(entry, reason);
    const artifact = await context.store.find('patches', entry.id);
    const task = await context.store.find('tasks', entry.task_id);
    const run = await context.store.find('runs', entry.run_id);
    if (artifact === null || task === null || run === null)
      throw new UetError('not_found', `patch ${entry.id} has no content`);
    const policy = policyOf(planOfRun(run), await placeOf(context, task));
    const read = readPatch(Buffer.from(artifact.diff, 'base64'), policy, {
      allowEmpty: artifact.origin === 'series',
    });
    const unsafe = unsafeBecause(read);
    if (unsafe !== null) return ledger.quarantine(released, unsafe, read.validation);
    const accepted = { ...read.validation, format_ok: true, scope_ok: true, constraints_ok: true };
    const approved = await context.store.list('approvals', { patch_id: entry.id, state: 'approved' });
    const mustAsk = approved.length === 0 && needsApproval(task, artifact);
    const home = await rehome(context, changes, run);
    return admitPatch(changes, home, ledger.validate(released, accepted), { mustAsk });
  });
}
