import {
  type Actor,
  type ChangeSet,
  isFinal,
  PatchLedger,
  patchMachine,
  planOfRun,
  UetError,
} from '@uet/core';
import type { PatchArtifact, PatchLedgerEntry, RunState, Task } from '@uet/schemas';
import { withdrawApprovals } from '../approvals/withdraw-approvals.js';
import { type EngineContext, transact } from '../engine/engine-context.js';
import type { ReverseCommit } from '../git/landing/index.js';
import { findPatch } from '../runs/find-by-id.js';
import { rehome } from '../runs/rehome.js';
import { endWaiting, refuseMoving } from './operate.js';
import { placeOf } from './place-of.js';
import { policyOf } from './policy-of.js';
import { type ReadPatch, readPatch, unsafeBecause } from './read-patch.js';
import { revertText } from './revert-text.js';

/**
 * Takes a patch back. One that has a candidate and has not landed is given up at once, and `patchId` is null. One
 * that landed is taken back by a patch of its own: the reverse of its commit, which waits in the lane, has to apply
 * and to pass the gates like any other; once it lands, and not before, the first one is rolled back.
 */
export async function rollBackPatch(
  context: EngineContext,
  patchId: string,
  reason: string,
  actor: Actor,
): Promise<{ patchId: string | null }> {
  const found = await findPatch(context, patchId);
  if (found.state !== 'committed') {
    await transact(context, actor, (changes) => giveUp(context, changes, found.id, reason));
    return { patchId: null };
  }
  refuseRevert(found);
  const revert = await prepareRevert(context, found, reason);
  return transact(context, actor, async (changes) => {
    const original = await findPatch(context, found.id);
    if (original.state !== 'committed') throw notLanded(original);
    await makeWay(context, changes, original);
    // Two persons may ask at once: whoever comes second finds the row changed, and then the other one's revert.
    changes.change('patch_ledger', original, {});
    const { id } = await recordRevert(context, changes, original, revert);
    changes.note('patch', original, 'request_roll_back', { reason, patch_id: id });
    return { patchId: id };
  });
}

/** Gives up a patch on its way to the branch. */
async function giveUp(
  context: EngineContext,
  changes: ChangeSet,
  patchId: string,
  reason: string,
): Promise<void> {
  const entry = await findPatch(context, patchId);
  refuseMoving(entry);
  if (entry.state !== 'applied') throw notLanded(entry);
  new PatchLedger(changes).rollBack(entry, reason);
  await withdrawApprovals(context, changes, { patch_id: entry.id }, `the patch was rolled back: ${reason}`);
  await endWaiting(context, changes, entry);
}

function notLanded({ id, state }: PatchLedgerEntry): UetError {
  const message = `patch ${id} is ${state}: only one that landed can be rolled back`;
  if (isFinal(patchMachine, state)) return new UetError('illegal_move', message, { where: id });
  return new UetError('illegal_move', message, { where: id, hint: `\`uet patches drop ${id}\` gives it up` });
}

function refuseRevert({ id, rollback_of: of }: PatchLedgerEntry): void {
  if (of === null) return;
  throw new UetError('illegal_move', `patch ${id} takes patch ${of} back: it cannot be rolled back itself`, {
    where: id,
    hint: 'have the change made anew, by a retry of its run or a run of its own',
  });
}

/** A second revert would find nothing to take back; one that did not land is given up for the new one. */
async function makeWay(
  context: EngineContext,
  changes: ChangeSet,
  original: PatchLedgerEntry,
): Promise<void> {
  const earlier = await context.store.list('patch_ledger', { rollback_of: original.id });
  for (const entry of earlier.filter(({ state }) => !isFinal(patchMachine, state))) {
    if (entry.state !== 'quarantined') {
      throw new UetError('illegal_move', `patch ${original.id} is being taken back by patch ${entry.id}`, {
        where: original.id,
        hint: `\`uet patches show ${entry.id}\` shows how far it is`,
      });
    }
    new PatchLedger(changes).drop(entry, 'another rollback was asked for');
  }
}

interface Revert {
  readonly run: RunState;
  readonly task: Task;
  readonly commit: string;
  readonly reverse: ReverseCommit;
  readonly read: ReadPatch;
  readonly message: string;
}

async function prepareRevert(
  context: EngineContext,
  { id, run_id: runId, task_id: taskId, commit_id: commit }: PatchLedgerEntry,
  reason: string,
): Promise<Revert> {
  const run = await context.store.find('runs', runId);
  const task = await context.store.find('tasks', taskId);
  if (run === null || task === null || commit === null)
    throw new UetError('internal', `patch ${id} landed without a run, a task or a commit`);
  const session = await context.sessions.open(run.repository);
  const reverse = await session.reverseOf(commit);
  if (reverse.diff.length === 0) {
    throw new UetError('illegal_move', `patch ${id} changed nothing: there is nothing to take back`, {
      where: id,
    });
  }
  const read = readPatch(reverse.diff, policyOf(planOfRun(run), await placeOf(context, task)));
  const message = revertText({ subject: reverse.subject, reason, commit });
  return { run, task, commit, reverse, read, message };
}

/** Records the revert and lets it into the lane; what no policy allows sets it aside, where a person sees why. */
async function recordRevert(
  context: EngineContext,
  changes: ChangeSet,
  original: PatchLedgerEntry,
  revert: Revert,
): Promise<PatchLedgerEntry> {
  const { read } = revert;
  const ledger = new PatchLedger(changes);
  const entry = ledger.recordRollback(artifactOf(changes, original, revert), original);
  const unsafe = unsafeBecause(read);
  if (unsafe !== null) return ledger.quarantine(entry, unsafe, read.validation);
  const run = (await context.store.find('runs', revert.run.id)) ?? revert.run;
  const { pool } = await rehome(context, changes, run);
  changes.enqueue({ name: 'land', pool, subject: original.lane });
  const accepted = { format_ok: true, scope_ok: true, constraints_ok: true, errors: read.validation.errors };
  return ledger.queue(ledger.validate(entry, accepted));
}

const artifactOf = (
  changes: ChangeSet,
  { run_id: runId, task_id: taskId }: PatchLedgerEntry,
  { read, commit, reverse, message }: Revert,
): PatchArtifact => ({
  ...read.facts,
  id: changes.newId(),
  run_id: runId,
  task_id: taskId,
  attempt_id: null,
  base_commit: commit,
  result_tree: reverse.tree,
  origin: 'rollback',
  message,
  author: null,
  created_at: changes.now,
});
