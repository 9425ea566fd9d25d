import { UetError } from '@uet/core';
import type { Pool } from 'pg';
import { withTransaction } from '../transaction.js';
import { addDemoRun, addEndedRuns, addJammedRuns, addLiveRuns, type DemoGround } from './demo-runs.js';
import { writeLogs } from './log-files.js';
import { addKept } from './people-rows.js';
import { addBreakers, addRareStates } from './rare-states.js';
import { largePlan, seedPlans } from './seed-plans.js';
import { seedRandom } from './seed-random.js';
import { seedRows, writeRows } from './seed-rows.js';
import { demoWorkers } from './worker-rows.js';

/** How a database is filled. */
export interface SeedOptions {
  /** `UET_HOME`: logs are written there. No logs where absent. */
  readonly home?: string;
  /** 1 for 2,000 runs, with two very large ones; less for less. */
  readonly scale?: number;
  /** The moment that the demo shows; now where absent. */
  readonly now?: Date;
  /** Also a database that has runs. */
  readonly force?: boolean;
}

/** What a database was filled with. */
export interface SeedSummary {
  readonly runs: number;
  readonly rows: number;
  readonly events: number;
}

const fullRuns = 1_984;
/** From this scale on the very large runs are there as well. */
const scaleOfLarge = 0.2;

/**
 * Fills a database with a believable history: the same one every time, seen from now. Refuses one that has runs with
 * `already_exists`, unless `force` says otherwise. Nothing of it goes on: its pool is served by no process.
 */
export async function seedDemo(pool: Pool, options: SeedOptions = {}): Promise<SeedSummary> {
  const { scale = 1, now = new Date(), home, force = false } = options;
  const { rows: known } = await pool.query<{ any: boolean }>('select exists(select from runs) as any');
  if (known[0]?.any === true && !force)
    throw new UetError('already_exists', 'this database has runs', {
      hint: 'Name an empty one with DATABASE_URL or UET_HOME, or add the demo to it with --force.',
    });
  const random = seedRandom(force ? now.getTime() : 20_261);
  const collected = seedRows();
  const nowMs = now.getTime();
  const workers = demoWorkers(random, collected, nowMs);
  const ground: DemoGround = { random, rows: collected, workers, nowMs };
  const plans = seedPlans();
  addEndedRuns(ground, plans, Math.max(12, Math.round(fullRuns * scale)));
  const large = scale >= scaleOfLarge ? addLarge(ground) : [];
  addLiveRuns(ground, plans, scale >= scaleOfLarge ? 12 : 6);
  addJammedRuns(ground, plans);
  addBreakers(ground);
  workers.write();
  addKept(ground, [...plans, ...large], nowMs);
  const taken = collected.take();
  addRareStates(ground, taken);
  const late = collected.take();
  const events = [...taken.events, ...late.events];
  if (home !== undefined) await writeLogs(home, taken.tables.get('attempts') ?? [], scale >= scaleOfLarge);
  await withTransaction(pool, (client) => writeRows(client, { tables: taken.tables, events }));
  await pool.query('analyze');
  const rows = [...taken.tables.values()].reduce((sum, list) => sum + list.length, 0);
  return { runs: taken.tables.get('runs')?.length ?? 0, rows, events: events.length };
}

/** One run with 5,000 tasks that has ended, and one with 1,000 that is under way. */
function addLarge(ground: DemoGround) {
  const { nowMs } = ground;
  const monolith = largePlan('split-monolith', 'Split the monolith', 5_000);
  const modules = largePlan('strict-modules', 'Strict types in every module', 1_000);
  const twoDaysMs = 2 * 86_400_000;
  addDemoRun(ground, {
    plan: monolith,
    state: 'succeeded',
    startMs: nowMs - twoDaysMs,
    concurrency: 64,
    haste: 12,
  });
  addDemoRun(ground, {
    plan: modules,
    state: 'running',
    startMs: nowMs - 25 * 60_000,
    concurrency: 24,
    haste: 6,
  });
  return [monolith, modules];
}
