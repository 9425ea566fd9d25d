import type { ChangeSet, Job } from '@uet/core';
import type { RunState, Task } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';

/** The states of a run in which something is left to do. */
export const unfinished: ReadonlyArray<RunState['state']> = [
  'pending',
  'initializing',
  'running',
  'paused',
  'validating',
];

const jobPriority = { critical: 0, high: 10, normal: 20, low: 30 } as const;

/** The job that carries a queued task out. */
export const executeJob = (pool: string, { id, priority }: Pick<Task, 'id' | 'priority'>): Job => ({
  name: 'execute',
  pool,
  subject: id,
  priority: jobPriority[priority],
});

/**
 * Queues again what an unfinished run waits for: a tick, its lane, its queued tasks; and the lanes in which patches
 * of runs wait that have ended (released ones, and those that take others back). Adding a job that is there already
 * changes nothing, so that this may be done at any time: no unfinished row is left without a mover.
 */
export async function wakeRuns(context: EngineContext, pool: string): Promise<void> {
  const runs = await context.store.list('runs', { pool, state: unfinished });
  for (const run of runs) await transact(context, 'system', (changes) => wake(context, changes, run));
  await wakeLanes(context, pool, new Set(runs.map(({ id }) => id)));
}

async function wakeLanes(context: EngineContext, pool: string, woken: ReadonlySet<string>): Promise<void> {
  const waiting = await context.store.list('patch_ledger', { state: ['queued', 'applied', 'verified'] });
  const ids = new Set(waiting.map(({ run_id: runId }) => runId).filter((id) => !woken.has(id)));
  if (ids.size === 0) return;
  const ended = await context.store.list('runs', { id: [...ids], pool });
  await transact(context, 'system', async (changes) => {
    for (const { lane } of ended) changes.enqueue({ name: 'land', pool, subject: lane });
  });
}

/** Queues again what one run waits for. */
export async function wake(
  { store }: Pick<EngineContext, 'store'>,
  changes: ChangeSet,
  { id, pool, lane }: Pick<RunState, 'id' | 'pool' | 'lane'>,
): Promise<void> {
  changes.enqueue({ name: 'tick', pool, subject: id });
  changes.enqueue({ name: 'land', pool, subject: lane });
  for (const task of await store.list('tasks', { run_id: id, state: 'queued' })) {
    changes.enqueue(executeJob(pool, task));
  }
}
