import { readFileSync } from 'node:fs';
import {
  type Database,
  type HealthModels,
  isCurrent,
  type MigrationStatus,
  migrationStatus,
  openHealthModels,
  productMigrations,
} from '@uet/db';
import type { Health } from '@uet/schemas/api';
import type { EngineContext } from '../engine/engine-context.js';
import { remedyFor } from './remedy.js';

type Check = Health['checks'][number];
type Verdict = Pick<Check, 'status' | 'detail'>;

/** A database that takes longer to answer is told of, in milliseconds. */
const slowMs = 1_000;
/** Jobs that nobody has taken for so long are told of, in milliseconds. */
const waitsLongMs = 60_000;

/** How the system is, part by part; never throws: what cannot be told is an error of its part. */
export async function readHealth(
  { clock }: Pick<EngineContext, 'clock'>,
  database: Database['pool'],
): Promise<Health> {
  const models = openHealthModels(database, () => clock.now());
  const first = await check('database', () => answer(database));
  const lines = { queue: [] as Health['queue'], stuck: [] as Health['stuck'] };
  const checks =
    first.status === 'error' ? [first] : [first, ...(await lookAround(database, models, clock, lines))];
  const worst = (['error', 'warning'] as const).find((status) =>
    checks.some((each) => each.status === status),
  );
  return { status: worst ?? 'ok', at: clock.now().toISOString(), version: versionOf(), checks, ...lines };
}

async function lookAround(
  database: Database['pool'],
  models: HealthModels,
  clock: EngineContext['clock'],
  lines: { queue: Health['queue']; stuck: Health['stuck'] },
): Promise<Check[]> {
  const migrations = await check('migrations', async () =>
    judgeMigrations(await migrationStatus(database, productMigrations)),
  );
  // The tables that the others look at may not be there yet.
  if (migrations.status === 'error') return [migrations];
  const queue = check('queue', async () => {
    const found = await models.queue();
    lines.queue = found.map(({ waits_since: _, ...line }) => line);
    return judgeQueue(found, clock.now());
  });
  const stuck = check('stuck', async () => {
    const found = await models.stuck();
    lines.stuck = found.map((row) => {
      const { run_state: _state, pool: _pool, served: _served, ...told } = row;
      return { ...told, remedy: remedyFor(row) };
    });
    const detail =
      found.length === 0 ? 'nothing is stuck' : `${countOf(found.length, 'row')} wait for nobody`;
    return { status: found.length === 0 ? 'ok' : 'warning', detail };
  });
  const workers = check('workers', async () => judgeWorkers(await models.workers()));
  const breakers = check('breakers', async () => judgeBreakers(await models.open_breakers()));
  return [migrations, ...(await Promise.all([queue, workers, breakers, stuck]))];
}

async function check(name: Check['name'], look: () => Promise<Verdict>): Promise<Check> {
  const started = performance.now();
  const verdict = await look().catch((error: unknown): Verdict => {
    return { status: 'error', detail: error instanceof Error ? error.message : String(error) };
  });
  return { name, ...verdict, took_ms: Math.round((performance.now() - started) * 10) / 10 };
}

async function answer(database: Database['pool']): Promise<Verdict> {
  const started = performance.now();
  await database.query('select 1');
  const tookMs = Math.round(performance.now() - started);
  const isSlow = tookMs > slowMs;
  return { status: isSlow ? 'warning' : 'ok', detail: `the database answers in ${tookMs} ms` };
}

function judgeMigrations(status: MigrationStatus): Verdict {
  if (isCurrent(status)) return { status: 'ok', detail: 'the database is up to date' };
  const { pending, edited, unknown, failed, jobQueue } = status;
  const faults = [
    ...pending.map((name) => `${name} is not applied`),
    ...edited.map((name) => `${name} was changed after it was applied`),
    ...unknown.map((name) => `${name} is of a newer version`),
    ...failed.map((name) => `${name} failed half-way`),
    ...(jobQueue === 'current' ? [] : [`the tables of the job queue are ${jobQueue}`]),
  ];
  return { status: 'error', detail: faults.join('; ') };
}

function judgeQueue(lines: Awaited<ReturnType<HealthModels['queue']>>, now: Date): Verdict {
  const sum = (key: 'ready' | 'running' | 'failed'): number =>
    lines.reduce((all, line) => all + line[key], 0);
  const late = lines.filter(({ waits_since: since }) => since !== null && isLongAgo(since, now));
  const counts = `${sum('ready')} ready, ${sum('running')} running, ${sum('failed')} failed`;
  const detail = late.length === 0 ? counts : `${counts}; for a minute nobody took ${namesOf(late)}`;
  return { status: sum('failed') > 0 || late.length > 0 ? 'warning' : 'ok', detail };
}

const isLongAgo = (instant: string, now: Date): boolean => now.getTime() - Date.parse(instant) > waitsLongMs;
const namesOf = (lines: ReadonlyArray<{ readonly name: string }>): string =>
  lines.map(({ name }) => name).join(', ');

function judgeWorkers({ present, paused, stale }: Awaited<ReturnType<HealthModels['workers']>>): Verdict {
  const counts = present === 0 ? 'no workers' : `${countOf(present, 'worker')}, ${paused} paused`;
  if (stale === 0) return { status: 'ok', detail: counts };
  return { status: 'warning', detail: `${counts}, ${stale} without a sign of life for 60 s` };
}

function judgeBreakers(open: Awaited<ReturnType<HealthModels['open_breakers']>>): Verdict {
  if (open.length === 0) return { status: 'ok', detail: 'every tool may be called' };
  const told = open.map(({ id, open_until: until }) => `${id} until ${until ?? 'it is reset'}`);
  return { status: 'warning', detail: `not called: ${told.join(', ')}` };
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The version of this program: that of its packages. */
const versionOf = (): string => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
};
