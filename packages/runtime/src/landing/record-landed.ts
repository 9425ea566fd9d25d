import { type ChangeSet, PatchLedger, TaskLifecycle } from '@uet/core';
import type { PatchLedgerEntry } from '@uet/schemas';
import { withdrawApprovals } from '../approvals/withdraw-approvals.js';
import type { EngineContext } from '../engine/engine-context.js';
import { reasonOfRevert } from '../patches/revert-text.js';

/** Records that the branch holds these candidates: patches committed, tasks completed, the run's head moved. */
export async function recordLanded(
  context: EngineContext,
  changes: ChangeSet,
  landed: readonly PatchLedgerEntry[],
): Promise<void> {
  const ledger = new PatchLedger(changes);
  for (const entry of landed) {
    ledger.commit(entry);
    if (entry.rollback_of !== null) await rollBackOriginal(context, ledger, entry, entry.rollback_of);
    await completeTask(context, changes, entry);
    await dropSuperseded(context, changes, entry);
  }
  const last = landed.at(-1);
  if (last === undefined) return;
  const run = await context.store.find('runs', last.run_id);
  if (run === null || last.candidate_commit === null || last.candidate_tree === null) return;
  changes.change('runs', run, { head_commit: last.candidate_commit, head_tree: last.candidate_tree });
  changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
}

/** The revert of a patch landed, and with it the patch is taken back. */
async function rollBackOriginal(
  { store }: EngineContext,
  ledger: PatchLedger,
  { id }: PatchLedgerEntry,
  originalId: string,
): Promise<void> {
  const original = await store.find('patch_ledger', originalId);
  if (original?.state !== 'committed') return;
  const artifact = await store.find('patches', id);
  ledger.rollBack(original, reasonOfRevert(artifact?.message ?? null) ?? `taken back by patch ${id}`);
}

/** Completes the task whose patch landed, which a revert is not; a person may have ended it meanwhile. */
export async function completeTask(
  context: EngineContext,
  changes: ChangeSet,
  entry: PatchLedgerEntry,
): Promise<void> {
  if (entry.rollback_of !== null) return;
  const task = await context.store.find('tasks', entry.task_id);
  if (task?.state === 'validating') new TaskLifecycle(changes).complete(task);
}

/** Earlier patches of the same task are not wanted any more. */
async function dropSuperseded(
  context: EngineContext,
  changes: ChangeSet,
  landed: PatchLedgerEntry,
): Promise<void> {
  if (landed.replaces === null) return;
  const earlier = await context.store.list('patch_ledger', {
    task_id: landed.task_id,
    state: ['validated', 'quarantined', 'apply_failed'],
  });
  for (const entry of earlier) {
    if (entry.id === landed.id) continue;
    const reason = `superseded by ${landed.id}`;
    new PatchLedger(changes).drop(entry, reason);
    await withdrawApprovals(context, changes, { patch_id: entry.id }, reason);
  }
}
