import { hostname } from 'node:os';
import { WorkerLifecycle } from '@uet/core';
import type { WorkerLifecycleRow } from '@uet/schemas';
import { identifyProcess } from '../processes/index.js';
import { loseAttempts } from '../recovery/lose-attempts.js';
import { type EngineContext, transact } from './engine-context.js';

/** Records the workers of this process, one for each slot. */
export async function signOn(
  context: EngineContext,
  { pool, slots, queueIds }: { pool: string; slots: number; queueIds: readonly string[] },
): Promise<WorkerLifecycleRow[]> {
  const identity = await identifyProcess(process.pid);
  return transact(context, 'system', async (changes) => {
    const workers = new WorkerLifecycle(changes);
    const register = () =>
      workers.register({
        id: changes.newId(),
        type: 'executor',
        pool,
        host: hostname(),
        pid: process.pid,
        process_started: identity?.startedAt ?? '',
        queue_ids: [...queueIds],
        capabilities: [],
      });
    return Array.from({ length: slots }, register);
  });
}

/**
 * Makes a worker of this process that does nothing fit for work: what it holds on record is given up, and where it
 * was taken for dead meanwhile, another one takes its place. One that a person has ended stays so.
 */
export async function renewWorker(
  context: EngineContext,
  { id }: Pick<WorkerLifecycleRow, 'id'>,
): Promise<WorkerLifecycleRow> {
  return transact(context, 'system', async (changes) => {
    const worker = await context.store.find('workers', id);
    if (worker === null) throw new Error(`the worker ${id} is gone`);
    const workers = new WorkerLifecycle(changes);
    if (worker.state === 'stopped') return worker;
    if (worker.ended_at !== null) return workers.register({ ...worker, id: changes.newId() });
    await loseAttempts(context, changes, id);
    if (worker.current_task_id === null) return worker;
    return workers.completeTask(worker, { succeeded: false, executionMs: 0 });
  });
}

/** Records that the workers of this process ended in good order; what they hold on record is given up. */
export async function signOff(context: EngineContext, workerIds: readonly string[]): Promise<void> {
  await transact(context, 'system', async (changes) => {
    for (const id of workerIds) {
      const worker = await context.store.find('workers', id);
      if (worker === null || worker.ended_at !== null) continue;
      await loseAttempts(context, changes, id);
      new WorkerLifecycle(changes).shutdown(worker);
    }
  });
}
