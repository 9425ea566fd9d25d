import { heartbeatMs } from '@uet/core';
import { sweepWorktrees } from '../git/index.js';
import { recover } from '../recovery/recover.js';
import { wakeRuns } from '../recovery/wake-runs.js';
import { forgetOldKeys } from '../runs/idempotency-key.js';
import type { EngineContext } from './engine-context.js';
import type { EngineOptions } from './engine-options.js';
import { unlockJobs } from './queue-runner.js';
import { takeJobs } from './take-jobs.js';
import { signOff } from './worker-process.js';

/** A running worker process. */
export interface Engine {
  /** Rejects where the engine cannot go on: the database is gone, say. */
  readonly broken: Promise<never>;
  /** Resolves once people have ended all of its workers: it runs no more tasks, and has to be stopped. */
  readonly ended: Promise<void>;
  /** Takes nothing new, waits for what it holds, and signs off. */
  stop(): Promise<void>;
}

/** How often dead workers are looked for, in milliseconds: one statement, and a look at each of their processes. */
const lookMs = 5_000;
/** How often it is looked whether what runs here was taken away, in milliseconds: one statement where anything runs. */
const watchMs = 1_000;
/** How often it is looked whether people paused, resumed or ended workers, in milliseconds: one statement. */
const renewMs = 2_000;
/** How often unfinished runs are woken and old keys forgotten, in milliseconds. */
const upkeepMs = 30_000;

/**
 * Starts a worker process: takes back what dead ones held, then takes jobs of its pool until it is stopped.
 *
 * Tools run beside planning and landing, each with places of their own: a pool full of slow tools never keeps a
 * finished patch from landing.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { context, database, pool } = options;
  const queue = { unlock: (ids: readonly string[]) => unlockJobs(database, ids) };
  await recover(context, queue);
  // Behind: what dead processes left on disk is in nobody's way.
  const sweep = (): Promise<unknown> =>
    sweepWorktrees(context.home).catch((error: unknown) => context.log(String(error)));
  let swept = sweep();
  const jobs = await takeJobs(options);
  const upkeep = async (): Promise<void> => {
    await wakeRuns(context, pool);
    await forgetOldKeys(context);
  };
  await upkeep();
  const stopBeating = every(heartbeatMs, context, () =>
    context.store.heartbeat(jobs.slots.workerIds, context.clock.now().toISOString()),
  );
  const stopLooking = every(lookMs, context, async () => {
    if ((await recover(context, queue)) === 0) return;
    await wakeRuns(context, pool);
    swept = swept.then(sweep);
  });
  const stopRenewing = every(renewMs, context, async () => {
    await jobs.slots.renew(await context.store.list('workers', { id: jobs.slots.workerIds }));
  });
  const stopWatching = every(watchMs, context, () => context.held.look(context.store));
  const stopUpkeep = every(upkeepMs, context, upkeep);
  return {
    broken: jobs.broken,
    ended: jobs.slots.ended,
    async stop() {
      stopLooking();
      stopUpkeep();
      await jobs.stop();
      stopRenewing();
      stopWatching();
      stopBeating();
      await signOff(context, jobs.slots.workerIds);
      await queue.unlock(jobs.queueIds);
      await swept;
    },
  };
}

/** Does something again and again; a failure is told and tried again. Returns what stops it. */
function every(intervalMs: number, context: EngineContext, work: () => Promise<unknown>): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    work()
      .catch((error: unknown) => context.log(String(error)))
      .finally(() => {
        busy = false;
      });
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
