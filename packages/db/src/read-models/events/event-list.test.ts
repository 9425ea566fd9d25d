import { contract, type InputOf } from '@uet/schemas/api';
import type pg from 'pg';
import { escapeLiteral } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPool } from '../../open-pool.js';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { openApiModels } from '../api-models.js';

let database: TestDatabase;
let pool: pg.Pool;

/** So many events that nobody would look at each of them for one word. */
const total = 20_000;

beforeAll(async () => {
  database = await createTestDatabase(inject('templateUrl'));
  pool = openPool({ connectionString: database.url });
  await pool.query(
    `insert into events (at, type, severity, entity_type, entity_id, trigger, reason, actor, payload)
     select now(), 'task.start', 'info', 'task', n::text, 'start',
       case n when 100 then 'needle' when 19900 then 'a Needle' when 500 then 'hay' end,
       case n when 100 then 'person:anna' else 'system' end, '{}'
     from generate_series(1, ${total}) n`,
  );
  await pool.query('analyze events');
});
afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

/** The list, and the plan by which the database made it. */
async function list(input: InputOf<(typeof contract)['events']['list']>) {
  const asked: Array<{ text: string; values: unknown[] }> = [];
  const recording = new Proxy(pool, {
    get: (target, name) =>
      name === 'query'
        ? (given: (typeof asked)[number]) => {
            asked.push(given);
            return target.query(given);
          }
        : Reflect.get(target, name),
  });
  const { items } = await openApiModels(recording).events.list(contract.events.list.input.parse(input));
  const [{ text, values } = { text: '', values: [] }] = asked;
  const given =
    values.length === 0 ? '' : `(${values.map((value) => escapeLiteral(String(value))).join(', ')})`;
  // As it is planned without looking at values.
  const client = await pool.connect();
  await client.query(`prepare listed as ${text}`);
  const { rows } = await client.query(`explain execute listed${given}`);
  await client.query('deallocate listed');
  client.release();
  return {
    ids: items.map(({ entity_id: id }) => id),
    plan: rows.map((row) => row['QUERY PLAN']).join('\n'),
  };
}

describe('listEvents', () => {
  it('finds a word of few events without looking at all of them, the newest first', async () => {
    const { ids, plan } = await list({ search: 'needle' });
    expect(ids).toEqual(['19900', '100']);
    expect(plan).toContain('events_search');
  });

  it('finds events that have each word in any of their texts', async () => {
    expect((await list({ search: 'START anna needle' })).ids).toEqual(['100']);
    expect((await list({ search: 'start hay needle' })).ids).toEqual([]);
    expect((await list({ search: String.raw`o'hay \' "%_` })).ids).toEqual([]);
  });

  it('goes back from the newest event where most have the word', async () => {
    const { ids, plan } = await list({ search: 'task', limit: 3 });
    expect(ids).toEqual(['20000', '19999', '19998']);
    expect(plan).not.toContain('events_search');
  });
});
