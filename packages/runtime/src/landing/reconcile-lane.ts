import { PatchLedger } from '@uet/core';
import type { PatchLedgerEntry } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { endGates, skipOpenGates } from '../gates/interrupted-gates.js';
import { recordLanded } from './record-landed.js';

/** What is to be settled: a whole lane, or what one run has in it. */
export interface LaneShare {
  readonly lane: string;
  readonly run_id?: string;
}

/**
 * Settles what a process left half done: a verified candidate that the branch holds has landed; any other
 * candidate goes back into the lane. The intent was written before the branch was moved, so nothing is lost,
 * and the branch decides, so nothing lands twice.
 */
export async function reconcileLane(context: EngineContext, share: LaneShare): Promise<void> {
  const open = await context.store.list('patch_ledger', { ...share, state: ['applied', 'verified'] });
  await completeMove(context, open);
  await putBack(context, open);
}

/** Settles these entries as far as they are as they were read: what somebody else has moved since is theirs. */
export async function putBack(context: EngineContext, open: readonly PatchLedgerEntry[]): Promise<void> {
  for (const entry of open) {
    const landed = entry.state === 'verified' && (await hasLanded(context, entry));
    const interrupted = await transact(context, 'system', async (changes) => {
      const current = await context.store.find('patch_ledger', entry.id);
      if (current?.version !== entry.version) return [];
      if (landed) await recordLanded(context, changes, [current]);
      else new PatchLedger(changes).requeue(current, 'its landing was interrupted');
      return skipOpenGates(context, changes, { patch_id: entry.id });
    });
    await endGates(interrupted);
  }
}

/**
 * Entries are verified right before the branch is moved to the last of them: what a killed git has locked then is
 * freed, and a checkout that was being moved along is completed, even if nothing more lands.
 */
async function completeMove(context: EngineContext, open: readonly PatchLedgerEntry[]): Promise<void> {
  const last = open.findLast(({ state }) => state === 'verified');
  const run = last === undefined ? null : await context.store.find('runs', last.run_id);
  if (last?.candidate_commit == null || run === null) return;
  const session = await context.sessions.open(run.repository);
  await session.removeDeadLocks(run, last.candidate_commit, new Date(last.queued_at ?? last.created_at));
  await session.completeMoves();
}

async function hasLanded(context: EngineContext, entry: PatchLedgerEntry): Promise<boolean> {
  const run = await context.store.find('runs', entry.run_id);
  if (run === null || entry.candidate_commit === null) return false;
  const session = await context.sessions.open(run.repository);
  return session.isLanded(run.target_branch, entry.candidate_commit);
}
