import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machines, parsePatch, plan } from '@uet/core';
import { CountingIds } from '@uet/core/testing';
import { schemas } from '@uet/schemas';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPool } from '../open-pool.js';
import { PostgresStore } from '../store/postgres-store.js';
import { rowTypes } from '../store/row-format.js';
import { createTestDatabase } from '../testing/test-database.js';
import { seedDemo } from './seed-demo.js';

let pool: pg.Pool;
let home: string;
const now = new Date('2026-05-20T15:00:00.000Z');

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'uet-seed-'));
  pool = openPool({ connectionString: (await createTestDatabase(inject('templateUrl'))).url });
  await seedDemo(pool, { scale: 0.03, home, now });
});

afterAll(async () => {
  await pool.end();
  await rm(home, { recursive: true, force: true });
});

const read = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> =>
  (await pool.query<T>({ text, types: rowTypes })).rows;

const documents = {
  runs: schemas.run_state,
  phases: schemas.phase_state,
  workstreams: schemas.workstream_state,
  tasks: schemas.task,
  attempts: schemas.attempt,
  workers: schemas.worker_lifecycle,
  patches: schemas.patch_artifact,
  patch_ledger: schemas.patch_ledger_entry,
  test_gates: schemas.test_gate,
  costs: schemas.cost_record,
  budgets: schemas.budget,
  circuit_breakers: schemas.circuit_breaker,
  routing_decisions: schemas.routing_decision,
  errors: schemas.error_capture,
  approvals: schemas.approval,
  patch_comments: schemas.patch_comment,
  templates: schemas.stored_template,
  saved_views: schemas.saved_view,
  api_tokens: schemas.api_token,
};

describe('seedDemo', () => {
  it.each(Object.entries(documents))(
    'writes rows of %s that are what their schema says',
    async (table, schema) => {
      const rows = await read(`select * from ${table}`);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) schema.parse(row);
    },
  );

  it('writes reports and events that are what their schemas say', async () => {
    for (const { record } of await read<{ record: unknown }>('select record from test_executions'))
      schemas.test_execution_record.parse(record);
    const events = await new PostgresStore(pool).events({ limit: 100_000 });
    expect(events.length).toBeGreaterThan(1000);
    for (const event of events) schemas.execution_event.parse(event);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort());
  });

  it('ends a run that failed soon after its last attempt', async () => {
    const late = await read(
      `select r.id from runs r join attempts a on a.run_id = r.id where r.state in ('failed', 'quarantined')
       group by r.id having r.ended_at > max(a.ended_at) + interval '1 hour'`,
    );
    const failed = await read("select from runs where state in ('failed', 'quarantined')");
    expect(failed.length).toBeGreaterThan(0);
    expect(late).toEqual([]);
  });

  it('has patches in all states, with diffs that can be read', async () => {
    const states = await read<{ state: string }>('select distinct state from patch_ledger');
    const patches = machines.find(({ name }) => name === 'patch');
    expect(states.map(({ state }) => state).sort()).toEqual(Object.keys(patches?.states ?? {}).sort());
    const diffs = await read<{ diff: string; insertions: number }>(
      'select distinct diff, insertions from patches',
    );
    for (const { diff, insertions } of diffs)
      expect(parsePatch(Buffer.from(diff, 'base64')).insertions).toBe(insertions);
  });

  it('has runs, workers, approvals and breakers in the states that screens have to show', async () => {
    const states = async (table: string) =>
      (await read<{ state: string }>(`select distinct state from ${table}`)).map(({ state }) => state);
    expect(await states('runs')).toEqual(
      expect.arrayContaining([
        'running',
        'paused',
        'pending',
        'validating',
        'succeeded',
        'failed',
        'canceled',
      ]),
    );
    expect(await states('workers')).toEqual(
      expect.arrayContaining(['idle', 'busy', 'paused', 'stopped', 'crashed']),
    );
    expect(await states('approvals')).toEqual(expect.arrayContaining(['pending', 'approved']));
    expect((await states('circuit_breakers')).sort()).toEqual(['closed', 'half_open', 'open']);
  });

  it('has runs under way that the planner understands', async () => {
    const store = new PostgresStore(pool);
    for (const { id } of await store.list('runs', { state: ['running', 'paused'] })) {
      const snapshot = await store.snapshot(id);
      if (snapshot === null) throw new Error(`no run ${id}`);
      const context = { clock: { now: () => now }, ids: new CountingIds(), actor: 'system' } as const;
      expect(plan(snapshot, context).changes.events.filter(({ to_state: to }) => to === 'failed')).toEqual(
        [],
      );
    }
  });

  it('writes logs where attempts say that they are', async () => {
    const [attempt] = await read<{ log_path: string }>(
      'select log_path from attempts where log_path is not null',
    );
    const path = join(attempt?.log_path ?? '', 'stdout.log');
    expect(path.startsWith(home)).toBe(true);
    expect((await stat(path)).size).toBeGreaterThan(1000);
    expect(await readFile(path, 'utf8')).toContain('\u001b[32m');
  });

  it('refuses a database that has runs, unless it is told to add to them', async () => {
    await expect(seedDemo(pool, { scale: 0.01, now })).rejects.toMatchObject({ code: 'already_exists' });
  });
});
