import { type ChangeSet, type ErrorCode, errorTable, RunLifecycle, type UetError } from '@uet/core';
import type { RunState } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';

/** Troubles that pass by themselves: the same work is done again a little later. */
const passing: ReadonlySet<ErrorCode> = new Set(['stale', 'overtaken', 'database_unavailable', 'canceled']);

/** True for an error that comes back until a person has cleared the way: a full disk, a checkout with changes. */
export const waitsForPerson = ({ code }: UetError): boolean => !passing.has(code);

/**
 * Stops a run at what only a person can clear: it is paused with the reason, and goes on when it is resumed. While
 * its acceptance is checked it cannot be paused: what may pass is told and tried again, anything else fails the run.
 */
export async function suspendRun(context: EngineContext, runId: string, error: UetError): Promise<void> {
  await transact(context, 'system', async (changes) => {
    const run = await context.store.find('runs', runId);
    if (run !== null) suspend(changes, run, error);
  });
}

/** As {@link suspendRun}, together with other changes. */
export function suspend(changes: ChangeSet, run: RunState, error: UetError): void {
  const reason = error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
  const runs = new RunLifecycle(changes);
  if (run.state === 'running') runs.pause(run, reason);
  else if (run.state !== 'validating') return;
  else if (errorTable[error.code].retry) changes.note('run', run, 'hinder', { reason }, 'error');
  else runs.fail(run, reason);
}
