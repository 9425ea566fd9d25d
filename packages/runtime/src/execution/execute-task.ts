import { setTimeout as wait } from 'node:timers/promises';
import { UetError } from '@uet/core';
import type { WorkerLifecycleRow } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { type Lease, leaseTask } from './lease.js';
import { runAttempt } from './run-attempt.js';
import { settleAttempt } from './settle-attempt.js';
import { unrecordable, type Work } from './work.js';

/** How long a database that cannot be written to is waited for before what a tool made is given up, in milliseconds. */
const patienceMs = 60_000;
const longestPauseMs = 2_000;

/**
 * One task's way on a worker: lease, run, settle. Does nothing where the task is not there for the taking. Answers
 * the worker's row after it, null where it is not known, `unfit` where another worker has to take the task.
 */
export async function executeTask(
  context: EngineContext,
  worker: WorkerLifecycleRow,
  taskId: string,
): Promise<WorkerLifecycleRow | 'unfit' | null> {
  const lease = await leaseTask(context, worker, taskId);
  if (lease === null || lease === 'unfit') return lease;
  const hold = context.held.hold('attempts', lease.attempt.id, context.kill);
  const work = await runAttempt({ ...context, kill: hold.signal }, lease).finally(hold.release);
  // Where nothing was made, its worktree is in the way: on a full disk the database may need its room.
  if (work.change === null) await work.worktree?.release();
  const after = await settle(context, lease, work);
  // The worktree goes only now: what was made in it is in the database, or was refused there.
  if (work.change !== null) await work.worktree?.release();
  return after;
}

/** Settles an attempt, whatever stands against it: else its task would stay `running` as long as this process. */
async function settle(context: EngineContext, lease: Lease, work: Work): Promise<WorkerLifecycleRow | null> {
  try {
    return await outlasting(() => settleAttempt(context, lease, work));
  } catch (error) {
    if (isDatabaseLost(error)) throw error;
    return outlasting(() => settleAttempt(context, lease, unrecordable(work, error)));
  }
}

/** Does something again while the database cannot be written to; it must be harmless to have been done already. */
async function outlasting<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let pauseMs = 100; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseLost(error) || Date.now() > deadline) throw error;
      await wait(pauseMs);
    }
  }
}

/** True where the database does not answer, or has no room: nothing at all can be recorded. */
export const isDatabaseLost = (error: unknown): boolean =>
  error instanceof UetError && (error.code === 'database_unavailable' || error.code === 'disk_full');
