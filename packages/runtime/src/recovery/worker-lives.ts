import { hostname } from 'node:os';
import { type Clock, staleAfterMs } from '@uet/core';
import type { WorkerLifecycleRow } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { isSameProcess } from '../processes/index.js';

/** The states of a worker that has not ended. */
export const unended: ReadonlyArray<WorkerLifecycleRow['state']> = ['idle', 'busy', 'paused'];

/**
 * Tells whether workers live: on this machine as long as their process does, on another one until 60 s after their
 * last sign of life. Asks the system once for each process, however many workers it has.
 */
export function lifeJudge(clock: Clock): (worker: WorkerLifecycleRow) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  const runs = ({ pid, process_started: startedAt }: WorkerLifecycleRow): Promise<boolean> => {
    const key = `${pid} ${startedAt}`;
    const found = known.get(key) ?? isSameProcess({ pid, startedAt });
    known.set(key, found);
    return found;
  };
  return async (worker) => {
    if (worker.host === hostname()) return runs(worker);
    return clock.now().getTime() - Date.parse(worker.heartbeat_at) <= staleAfterMs;
  };
}

/** True where a process that lives takes the jobs of a pool. */
export async function isServed(
  { store, clock }: Pick<EngineContext, 'store' | 'clock'>,
  pool: string,
): Promise<boolean> {
  const lives = lifeJudge(clock);
  for (const worker of await store.list('workers', { pool, state: unended })) {
    if (await lives(worker)) return true;
  }
  return false;
}
