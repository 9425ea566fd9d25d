import { hostname } from 'node:os';
import { WorkerLifecycle } from '@uet/core';
import type { WorkerLifecycleRow } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { killLeftovers } from '../processes/index.js';
import { loseAttempts } from './lose-attempts.js';
import { lifeJudge, unended } from './worker-lives.js';

/** Gives the jobs of dead processes back to the queue. */
export interface QueueRecovery {
  unlock(queueIds: readonly string[]): Promise<void>;
}

/**
 * Takes back what dead workers held: the workers crash, what their tools left running is killed, their attempts
 * end as `worker_lost`, their tasks are tried again, and their jobs return to the queue at once. Answers how many.
 *
 * A worker of this machine is dead when its process is; one of another machine, after 60 s without a sign of life.
 */
export async function recover(context: EngineContext, queue: QueueRecovery): Promise<number> {
  const workers = await context.store.list('workers', { state: unended });
  const lives = lifeJudge(context.clock);
  const dead: WorkerLifecycleRow[] = [];
  for (const worker of workers) if (!(await lives(worker))) dead.push(worker);
  const queueIds = new Set(dead.flatMap(({ queue_ids: ids }) => ids));
  // First: once a worker is on record as crashed, nobody looks for its jobs any more.
  if (queueIds.size > 0) await queue.unlock([...queueIds]);
  for (const worker of dead) await reclaim(context, worker);
  return dead.length;
}

async function reclaim(context: EngineContext, worker: WorkerLifecycleRow): Promise<void> {
  const attempts = await context.store.list('attempts', { worker_id: worker.id, state: 'running' });
  if (worker.host === hostname()) for (const attempt of attempts) await killLeftovers(attempt.id);
  await transact(context, 'system', async (changes) => {
    const current = await context.store.find('workers', worker.id);
    if (current === null || current.ended_at !== null) return;
    new WorkerLifecycle(changes).crash(current, 'its process is gone');
    await loseAttempts(context, changes, worker.id);
  });
}
