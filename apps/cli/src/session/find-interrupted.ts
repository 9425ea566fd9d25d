import { hostname } from 'node:os';
import { isFinal, runMachine, staleAfterMs } from '@uet/core';
import { isSameProcess, type Session } from '@uet/runtime';
import { type RunState, runStateName, type WorkerLifecycleRow } from '@uet/schemas';

/** The states of a run that can go on. A failed one is not final, for it may yet be quarantined; but nothing goes on. */
export const unfinished = runStateName.options.filter(
  (state) => !isFinal(runMachine, state) && state !== 'failed',
);

/** The newest unfinished run that nobody works on and that fits; null where there is none. */
export async function findInterrupted(
  session: Session,
  fits: (run: RunState) => boolean,
): Promise<RunState | null> {
  const runs = await session.store.list('runs', { state: unfinished }, { order: 'desc' });
  for (const run of runs) {
    if (fits(run) && !(await hasWorker(session, run))) return run;
  }
  return null;
}

/** True where a process that lives takes the jobs of the run. */
export async function hasWorker({ store }: Session, { pool }: Pick<RunState, 'pool'>): Promise<boolean> {
  const workers = await store.list('workers', { pool, state: ['idle', 'busy', 'paused'] });
  for (const worker of workers) if (await lives(worker)) return true;
  return false;
}

/** Of a worker on another machine only its heartbeat is known. */
async function lives({ host, pid, process_started, heartbeat_at }: WorkerLifecycleRow): Promise<boolean> {
  if (host === hostname()) return isSameProcess({ pid, startedAt: process_started });
  return Date.now() - Date.parse(heartbeat_at) <= staleAfterMs;
}
