import { type Actor, UetError, WorkerLifecycle } from '@uet/core';
import type { WorkerLifecycleRow } from '@uet/schemas';
import { type EngineContext, transact } from './engine-context.js';

type Operation = (workers: WorkerLifecycle, worker: WorkerLifecycleRow, reason: string | null) => unknown;

/** An operation of a person on a worker; its process notices within a few seconds. */
const operation =
  (operate: Operation) =>
  async (context: EngineContext, workerId: string, reason: string | null, actor: Actor): Promise<void> => {
    await transact(context, actor, async (changes) => {
      const worker = await context.store.find('workers', workerId);
      if (worker === null)
        throw new UetError('not_found', `there is no worker ${workerId}`, { where: workerId });
      operate(new WorkerLifecycle(changes), worker, reason);
    });
  };

/** Has a worker take nothing new; what it holds, it finishes. */
export const pauseWorker = operation((workers, worker, reason) => workers.pause(worker, reason));

/** Has a paused worker take work again; one that was to end goes on. */
export const resumeWorker = operation((workers, worker, reason) => workers.resume(worker, reason));

/** Ends a worker: at once, or once the task is done that it holds. */
export const shutdownWorker = operation((workers, worker, reason) => workers.requestShutdown(worker, reason));
