import { isFinal, workerMachine } from '@uet/core';
import type { WorkerLine } from '@uet/schemas/api';

/** A worker without a sign of life for so long is taken for dead, in milliseconds. */
const staleMs = 60_000;

/** Whether a worker has not given a sign of life for too long. */
export const isStale = ({ state, heartbeat_at }: WorkerLine, now: number): boolean =>
  !isFinal(workerMachine, state) && now - Date.parse(heartbeat_at) > staleMs;

/** The workers of one process. */
export interface WorkerGroup {
  readonly key: string;
  readonly host: string;
  readonly pid: number;
  readonly pool: string;
  readonly workers: readonly WorkerLine[];
  /** Whether all of them have ended. */
  readonly ended: boolean;
}

/** Workers by process: those that are there first, then by host; the latest process of a host first. */
export function groupWorkers(workers: readonly WorkerLine[]): WorkerGroup[] {
  const groups = new Map<string, WorkerLine[]>();
  for (const worker of workers) {
    const key = `${worker.host} ${worker.pid} ${worker.pool}`;
    groups.set(key, [...(groups.get(key) ?? []), worker]);
  }
  return [...groups]
    .flatMap(([key, members]) => {
      const [first] = members;
      if (first === undefined) return [];
      const { host, pid, pool } = first;
      const sorted = members.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const ended = members.every(({ state }) => isFinal(workerMachine, state));
      return [{ key, host, pid, pool, workers: sorted, ended, startedAt: sorted.at(-1)?.started_at ?? '' }];
    })
    .sort(
      (a, b) =>
        Number(a.ended) - Number(b.ended) ||
        a.host.localeCompare(b.host) ||
        b.startedAt.localeCompare(a.startedAt),
    );
}
