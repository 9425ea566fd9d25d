import type { UetError } from '@uet/core';
import { identifierOf } from '@uet/db';
import { acceptRun } from '../acceptance/accept-run.js';
import { executeTask, isDatabaseLost } from '../execution/execute-task.js';
import { landLane } from '../landing/land-lane.js';
import { executeJob } from '../recovery/wake-runs.js';
import { suspendRun, waitsForPerson } from '../runs/suspend-run.js';
import { type EngineContext, transact } from './engine-context.js';
import type { EngineOptions } from './engine-options.js';
import { knownError } from './known-error.js';
import { type Handler, type QueueRunner, startQueueRunner } from './queue-runner.js';
import { Slots } from './slots.js';
import { Ticker } from './tick.js';
import { renewWorker, signOn } from './worker-process.js';

/** The queues of one process, and its workers. */
export interface Jobs {
  readonly slots: Slots;
  /** The names under which it holds jobs. */
  readonly queueIds: readonly string[];
  /** Rejects where no more jobs can be taken: the database is gone. */
  readonly broken: Promise<never>;
  /** Takes nothing new, and waits for what it holds. */
  stop(): Promise<void>;
}

/** Ticks, landings and acceptance checks beside one another: lanes, and acceptances of a run, have a queue each. */
const coordinators = 4;

/** Starts both queues of a process. No job is taken before its workers are on record: nobody could take it back. */
export async function takeJobs(options: EngineOptions): Promise<Jobs> {
  const [ready, lost] = [deferred<void>(), deferred<never>()];
  const draining = new AbortController();
  const runners: QueueRunner[] = [];
  let slots = new Slots([], async (worker) => worker);
  const execute: Handler = async (taskId) => {
    const isDone = await slots
      .with((worker) => executeTask(options.context, worker, taskId))
      .catch(async (error: unknown) => {
        if (isDatabaseLost(error)) lost.reject(error);
        await suspendTask(options.context, taskId, knownError(error));
        return true;
      });
    if (!isDone) await handBack(options.context, taskId);
  };
  try {
    const mayExecute = (): boolean => slots.mayTake;
    runners.push(await startExecutor(options, ready.promise, execute, mayExecute));
    runners.push(await startCoordinator(options, ready.promise, draining.signal));
    const queueIds = runners.map(({ queueId }) => queueId);
    slots = await recordWorkers(options, queueIds);
    ready.resolve();
    const broken = Promise.race([lost.promise, ...runners.map((runner) => runner.broken)]);
    // It may break before the engine is handed over: whoever waits for it then still sees the error.
    broken.catch(() => undefined);
    return { slots, queueIds, broken, stop: () => stopInOrder(runners, draining) };
  } catch (error) {
    const stopped = Promise.all(runners.map((runner) => runner.stop()));
    ready.resolve();
    await stopped;
    throw error;
  }
}

function startExecutor(
  { context, database, pool, slots }: EngineOptions,
  ready: Promise<void>,
  execute: Handler,
  mayExecute: () => boolean,
): Promise<QueueRunner> {
  const handlers = { [identifierOf({ name: 'execute', pool })]: execute };
  return startQueueRunner(database, { concurrency: slots, handlers, ready, mayExecute, log: context.log });
}

function startCoordinator(
  { context, database, pool }: EngineOptions,
  ready: Promise<void>,
  draining: AbortSignal,
): Promise<QueueRunner> {
  const ticker = new Ticker(context);
  const handlers = {
    [identifierOf({ name: 'tick', pool })]: (runId: string) => tickOrSuspend(context, ticker, runId),
    [identifierOf({ name: 'land', pool })]: (lane: string) => landLane(context, lane, draining),
    [identifierOf({ name: 'accept', pool })]: (runId: string) => acceptRun(context, runId),
  };
  return startQueueRunner(database, { concurrency: coordinators, handlers, ready, log: context.log });
}

async function recordWorkers(
  { context, pool, slots }: EngineOptions,
  queueIds: readonly string[],
): Promise<Slots> {
  const workers = await signOn(context, { pool, slots, queueIds });
  return new Slots(workers, (worker) => renewWorker(context, worker));
}

/** Tools first: what they make is planned and landed meanwhile. */
async function stopInOrder(
  [executor, ...others]: readonly QueueRunner[],
  draining: AbortController,
): Promise<void> {
  await executor?.stop();
  draining.abort();
  for (const runner of others) await runner.stop();
}

/** A run that cannot be planned is shown to a person, who would wait for it for ever. */
async function tickOrSuspend(context: EngineContext, ticker: Ticker, runId: string): Promise<void> {
  try {
    await ticker.tick(runId);
  } catch (caught) {
    const error = knownError(caught);
    if (!waitsForPerson(error)) throw error;
    await suspendRun(context, runId, error);
  }
}

/** Gives a task back to the queue that no worker here is free for while some are paused: others may be. */
async function handBack(context: EngineContext, taskId: string): Promise<void> {
  await transact(context, 'system', async (changes) => {
    const task = await context.store.find('tasks', taskId);
    const run = task?.state === 'queued' ? await context.store.find('runs', task.run_id) : null;
    if (task !== null && run !== null) changes.enqueue(executeJob(run.pool, task));
  });
}

/** A task that cannot even be leased would be taken again and again, and nobody would see why. */
async function suspendTask(context: EngineContext, taskId: string, error: UetError): Promise<void> {
  const task = isDatabaseLost(error) ? null : await context.store.find('tasks', taskId);
  if (task === null || !waitsForPerson(error)) throw error;
  await suspendRun(context, task.run_id, error);
}

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
