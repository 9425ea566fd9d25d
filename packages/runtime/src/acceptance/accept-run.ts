import { acceptanceDue, type CompiledGate, planOfRun, type RunSnapshot, TestGates } from '@uet/core';
import type { RunState, TestGate } from '@uet/schemas';
import { changesOf, type EngineContext, transact } from '../engine/engine-context.js';
import { knownError } from '../engine/known-error.js';
import { gateSubject } from '../gates/gate-subject.js';
import { endGates, skipOpenGates } from '../gates/interrupted-gates.js';
import { runGate } from '../gates/run-gate.js';
import { suspendRun, waitsForPerson } from '../runs/suspend-run.js';

/**
 * Runs the acceptance gates that have no verdict on the run's head yet, then has the run planned again.
 *
 * One such job per run runs at a time; gates that an earlier process left open are skipped and run anew.
 */
export async function acceptRun(context: EngineContext, runId: string): Promise<void> {
  const snapshot = await context.store.snapshot(runId);
  if (snapshot === null) return;
  const { run } = snapshot;
  try {
    await runDue(context, snapshot);
  } catch (caught) {
    const error = knownError(caught);
    if (!waitsForPerson(error)) throw error;
    await suspendRun(context, run.id, error);
    // A run that could not be paused is tried again by the queue, a little later each time.
    if (run.state === 'validating') throw error;
    return;
  }
  await transact(context, 'system', async (changes) => {
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
  });
}

async function runDue(context: EngineContext, snapshot: RunSnapshot): Promise<void> {
  const { run } = snapshot;
  const isOpen = snapshot.acceptance.some(({ state }) => state === 'pending' || state === 'running');
  if (isOpen) await skipInterrupted(context, run.id);
  for (const { phaseId, names } of acceptanceDue(snapshot)) {
    for (const gate of planOfRun(run).gates.filter(({ name }) => names.includes(name))) {
      const row = await openGate(context, run, phaseId, gate);
      await runGate(context, run, row, gate);
    }
  }
}

async function skipInterrupted(context: EngineContext, runId: string): Promise<void> {
  const ofAcceptance = { run_id: runId, patch_id: null };
  await endGates(
    await transact(context, 'system', (changes) => skipOpenGates(context, changes, ofAcceptance)),
  );
}

async function openGate(
  context: EngineContext,
  run: RunState,
  phaseId: string,
  gate: CompiledGate,
): Promise<TestGate> {
  const changes = changesOf(context);
  const head = { commit: run.head_commit, tree: run.head_tree };
  const row = new TestGates(changes).open(gateSubject(run, gate, head, { phaseId }));
  await context.store.commit(changes);
  return row;
}
