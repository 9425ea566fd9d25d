import type { Pool } from 'pg';
import { openReader } from '../sql/reader.js';
import { stuckRows } from './stuck-rows.js';
import { openBreakers, queueLines, workerCounts } from './system-counts.js';

/** What the health of the system is told from: one statement each. */
export type HealthModels = ReturnType<typeof openHealthModels>;

/** Opens the read models of the system's health on a pool. They keep nothing open. */
export function openHealthModels(pool: Pool, now: () => Date = () => new Date()) {
  const looking = { reader: openReader(pool), now };
  return {
    queue: queueLines(looking),
    workers: workerCounts(looking),
    open_breakers: openBreakers(looking),
    stuck: stuckRows(looking),
  };
}
