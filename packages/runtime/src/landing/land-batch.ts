import { type CandidateIds, type CompiledGate, PatchLedger, planOfRun, TestGates } from '@uet/core';
import type { PatchLedgerEntry, RunState, Task, TestGate } from '@uet/schemas';
import { changesOf, type EngineContext, transact } from '../engine/engine-context.js';
import type { RepositorySession } from '../engine/repository-session.js';
import { gateSubject } from '../gates/gate-subject.js';
import { runGate } from '../gates/run-gate.js';
import type { Candidate } from '../git/landing/index.js';
import { commitTextOf } from './commit-text.js';
import { requiredGates } from './landing-gates.js';
import { putBack } from './reconcile-lane.js';
import { recordLanded } from './record-landed.js';
import { setAside, settleEmpty } from './set-aside.js';

/** A patch on its way: what is known of it, and the candidate that was built with it. */
interface Landing {
  readonly entry: PatchLedgerEntry;
  readonly task: Task;
  readonly gates: readonly CompiledGate[];
}

/**
 * Lands patches of one run one upon the other: candidates first, then the gates of the last one (a batch has
 * more than one patch only where none has gates), then ONE compare-and-swap of the branch.
 *
 * The ledger knows every candidate before the branch moves, so that a crash at any point can be settled.
 */
export async function landBatch(context: EngineContext, entries: readonly PatchLedgerEntry[]): Promise<void> {
  const [first] = entries;
  const run = first === undefined ? null : await context.store.find('runs', first.run_id);
  if (run === null) return;
  const session = await context.sessions.open(run.repository);
  const held: PatchLedgerEntry[] = [];
  try {
    await land({ context, session, run, held }, entries);
  } catch (error) {
    // What cannot be put back now is settled by whoever lands in this lane next.
    await putBack(context, held).catch(() => undefined);
    throw error;
  }
}

/** Where a batch lands. */
interface Place {
  readonly context: EngineContext;
  readonly session: RepositorySession;
  readonly run: RunState;
  /** Entries as this process has moved them: to be put back where it gives up. */
  readonly held: PatchLedgerEntry[];
}

async function land(place: Place, entries: readonly PatchLedgerEntry[]): Promise<void> {
  const { context, session, run, held } = place;
  const tip = await session.tipOf(run);
  const applied: Landing[] = [];
  let base = tip;
  for (const entry of entries) {
    const landing = await applyEntry(place, entry, { base, tip });
    if (landing === null) continue;
    held.push(landing.entry);
    applied.push(landing);
    base = landing.entry.candidate_commit ?? base;
  }
  const verified = await verify(context, run, applied);
  held.push(...verified);
  if (verified.length > 0) await move(context, session, run, tip, verified);
}

/** Builds the candidate and records it; null where the patch was set aside or is there already. */
async function applyEntry(
  { context, session, run }: Place,
  entry: PatchLedgerEntry,
  { base, tip }: { readonly base: string; readonly tip: string },
): Promise<Landing | null> {
  const patch = await context.store.find('patches', entry.id);
  const task = await context.store.find('tasks', entry.task_id);
  if (patch === null || task === null) return null;
  const begunMs = context.clock.now().getTime();
  const candidate = await session.buildCandidate({
    tip: base,
    patch: { diff: Buffer.from(patch.diff, 'base64') },
    commit: commitTextOf({
      run,
      task,
      patch,
      identity: session.repository.identity,
      now: context.clock.now(),
    }),
    allowEmpty: patch.origin === 'series' && patch.files_touched.length === 0,
  });
  const tookMs = context.clock.now().getTime() - begunMs;
  if (!candidate.ok) {
    if (candidate.isEmpty) {
      const isOnBranch = base === tip;
      await settleEmpty(context, entry, isOnBranch ? { commit: tip, tree: await session.treeOf(tip) } : null);
    } else await setAside(context, entry, { kind: 'apply', message: refusalOf(candidate), tookMs });
    return null;
  }
  const gates = requiredGates(planOfRun(run), task);
  return { entry: await recordApplied(context, entry, { ...candidate, base, tookMs }), task, gates };
}

const refusalOf = ({ reason, conflicts }: Extract<Candidate, { ok: false }>): string =>
  conflicts.length === 0 ? reason : `${reason} (${conflicts.slice(0, 5).join(', ')})`;

async function recordApplied(
  context: EngineContext,
  entry: PatchLedgerEntry,
  { tookMs, base, commit, tree }: CandidateIds & { readonly tookMs: number },
): Promise<PatchLedgerEntry> {
  const changes = changesOf(context);
  const applied = new PatchLedger(changes).apply(entry, { base, commit, tree }, tookMs);
  await context.store.commit(changes);
  return applied;
}

/** Runs the gates of each candidate; answers those whose tree passed all of them, as verified. */
async function verify(
  context: EngineContext,
  run: RunState,
  applied: readonly Landing[],
): Promise<PatchLedgerEntry[]> {
  const passed: Landing[] = [];
  for (const landing of applied) {
    const failure = await runGates(context, run, landing);
    if (failure === null) passed.push(landing);
    else if (context.kill.aborted) return [];
    else await setAside(context, landing.entry, failure);
  }
  if (passed.length === 0) return [];
  return transact(context, 'system', async (changes) => {
    const ledger = new PatchLedger(changes);
    return passed.map(({ entry }) => ledger.verify(entry));
  });
}

/** Runs the gates of a candidate in order; the first that does not pass ends it, the others are skipped. */
async function runGates(
  context: EngineContext,
  run: RunState,
  { entry, gates }: Landing,
): Promise<{ kind: 'gate'; message: string; gate: TestGate } | null> {
  const rows = await openGates(context, run, entry, gates);
  for (const [index, gate] of gates.entries()) {
    const row = rows[index];
    if (row === undefined) continue;
    const decided = await runGate(context, run, row, gate);
    if (decided.state === 'passed') continue;
    await skipRest(context, rows.slice(index + 1), `gate ${decided.name} ${decided.state}`);
    return {
      kind: 'gate',
      message: `gate ${decided.name} ${decided.state}: ${decided.reason}`,
      gate: decided,
    };
  }
  return null;
}

async function openGates(
  context: EngineContext,
  run: RunState,
  entry: PatchLedgerEntry,
  gates: readonly CompiledGate[],
): Promise<TestGate[]> {
  if (gates.length === 0) return [];
  const changes = changesOf(context);
  const opener = new TestGates(changes);
  const candidate = { commit: entry.candidate_commit ?? '', tree: entry.candidate_tree ?? '' };
  const rows = gates.map((gate) => opener.open(gateSubject(run, gate, candidate, { patchId: entry.id })));
  await context.store.commit(changes);
  return rows;
}

async function skipRest(context: EngineContext, rows: readonly TestGate[], reason: string): Promise<void> {
  const changes = changesOf(context);
  for (const row of rows) new TestGates(changes).skip(row, reason);
  await context.store.commit(changes);
}

/** Moves the branch to the last candidate, if it still stands where the first one was built on. */
async function move(
  context: EngineContext,
  session: RepositorySession,
  run: RunState,
  tip: string,
  verified: readonly PatchLedgerEntry[],
): Promise<void> {
  const last = verified.at(-1);
  if (last?.candidate_commit == null) return;
  const moved = await session.moveBranch(run, tip, last.candidate_commit);
  await transact(context, 'system', async (changes) => {
    if (moved) return recordLanded(context, changes, verified);
    const ledger = new PatchLedger(changes);
    for (const entry of verified) ledger.requeue(entry, 'the branch moved meanwhile');
    return undefined;
  });
}
