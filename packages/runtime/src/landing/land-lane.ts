import type { UetError } from '@uet/core';
import type { PatchLedgerEntry } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { knownError } from '../engine/known-error.js';
import { unfinished } from '../recovery/wake-runs.js';
import { suspendRun, waitsForPerson } from '../runs/suspend-run.js';
import { landBatch } from './land-batch.js';
import { landingGatesOf } from './landing-gates.js';
import { reconcileLane } from './reconcile-lane.js';
import { setAside } from './set-aside.js';

/** A tool may have damaged the workspace repository, which is made anew when it is used next: git is asked again. */
const gitFailureLimit = 3;

/** How many patches without gates land with one move of the branch. */
const batchLimit = 64;

/**
 * Lands what waits in a lane, in the order in which it was recorded, until nothing waits any more. A process that is
 * to end (`draining`) leaves the rest to others.
 *
 * The queue runs one such job per lane at a time, across all processes. What an earlier process left half done
 * is settled first: from what the branch says, not from what was meant.
 */
export async function landLane(
  context: EngineContext,
  lane: string,
  draining: AbortSignal = context.kill,
): Promise<void> {
  if (!(await settleEarlier(context, lane))) return;
  let gitFailures = 0;
  while (!context.kill.aborted) {
    const waiting = await context.store.list(
      'patch_ledger',
      { lane, state: 'queued' },
      { limit: batchLimit },
    );
    const [first] = waiting;
    if (first === undefined) return;
    if (draining.aborted) return handOver(context, first);
    try {
      await landBatch(context, await sameRunWithoutGates(context, waiting));
    } catch (caught) {
      const error = knownError(caught);
      if (error.code === 'canceled') return;
      if (error.code === 'git_failed') gitFailures += 1;
      const isHopeless = error.code !== 'git_failed' || gitFailures >= gitFailureLimit;
      if (waitsForPerson(error) && isHopeless) {
        if (await stopAt(context, first, error)) continue;
        return;
      }
      // A person dropped or released a patch meanwhile: the lane is read anew.
      if (error.code !== 'stale' && error.code !== 'git_failed') throw error;
    }
  }
}

/**
 * Stops at a patch that only a person can help to land: its run is paused, and goes on when it is resumed. A run that
 * has ended (a patch of it was released or is being taken back) cannot be: the patch is set aside, and true says that
 * the lane goes on. Throws what stopped it where nobody can tell yet what became of the patch.
 */
async function stopAt(context: EngineContext, entry: PatchLedgerEntry, error: UetError): Promise<boolean> {
  const run = await context.store.find('runs', entry.run_id);
  if (run === null || unfinished.includes(run.state)) {
    await suspendRun(context, entry.run_id, error);
    return false;
  }
  const current = await context.store.find('patch_ledger', entry.id);
  if (current?.state === 'applied' || current?.state === 'verified') throw error;
  const message = error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
  if (current?.state === 'queued') await setAside(context, current, { kind: 'hindrance', message });
  return true;
}

/** Settles what an earlier process left half done; false, with its run suspended, where only a person can help. */
async function settleEarlier(context: EngineContext, lane: string): Promise<boolean> {
  try {
    await reconcileLane(context, { lane });
    return true;
  } catch (caught) {
    const error = knownError(caught);
    const [first] = await context.store.list(
      'patch_ledger',
      { lane, state: ['applied', 'verified'] },
      { limit: 1 },
    );
    const run = first === undefined ? null : await context.store.find('runs', first.run_id);
    // A run that has ended cannot be paused: the queue comes back, a little later each time.
    if (!waitsForPerson(error) || run === null || !unfinished.includes(run.state)) throw error;
    await suspendRun(context, run.id, error);
    return false;
  }
}

/** Runs of several pools may land in one lane: the pool that the next patch belongs to goes on. */
async function handOver(context: EngineContext, next: PatchLedgerEntry): Promise<void> {
  await transact(context, 'system', async (changes) => {
    const run = await context.store.find('runs', next.run_id);
    if (run !== null) changes.enqueue({ name: 'land', pool: run.pool, subject: next.lane });
  });
}

/** The first entry; with those of its run that follow at once where none of them has a gate to pass. */
async function sameRunWithoutGates(
  context: EngineContext,
  waiting: readonly PatchLedgerEntry[],
): Promise<PatchLedgerEntry[]> {
  const batch: PatchLedgerEntry[] = [];
  for (const entry of waiting) {
    if (entry.run_id !== waiting[0]?.run_id) break;
    const hasGates = (await landingGatesOf(context, entry)).length > 0;
    if (hasGates && batch.length > 0) break;
    batch.push(entry);
    if (hasGates) break;
  }
  return batch;
}
