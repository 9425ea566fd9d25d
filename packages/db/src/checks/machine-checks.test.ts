import { apiToken, failureKind, role } from '@uet/schemas';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPool } from '../open-pool.js';
import { createTestDatabase } from '../testing/test-database.js';
import { addCheckSql, stateChecks } from './machine-checks.js';

let pool: pg.Pool;

beforeAll(async () => {
  const database = await createTestDatabase(inject('templateUrl'));
  pool = openPool({ connectionString: database.url, max: 1 });
});

afterAll(() => pool.end());

/** The CHECK constraints of a schema that look at a column `state`, as PostgreSQL writes them. */
async function stateChecksIn(schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid, true) as line
     from pg_constraint k
     join pg_class c on c.oid = k.conrelid
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'state' and a.attnum = any(k.conkey)
     where k.contype = 'c' and c.relnamespace = $1::regnamespace
     order by 1`,
    [schema],
  );
  return rows.map(({ line }) => line);
}

describe('stateChecks', () => {
  it('are exactly the checks on states that the migrations make', async () => {
    await pool.query('create schema wanted');
    for (const table of new Set(stateChecks.map(({ table }) => table))) {
      await pool.query(`create table wanted."${table}" (like public."${table}")`);
    }
    await pool.query('set search_path = wanted');
    for (const check of stateChecks) await pool.query(addCheckSql(check));
    await pool.query('reset search_path');
    expect(await stateChecksIn('public')).toEqual(await stateChecksIn('wanted'));
    expect(await stateChecksIn('public')).toHaveLength(stateChecks.length);
  });
});

describe('the values that are no states', () => {
  it.each([
    ['attempts_failure_kind', failureKind.options],
    ['api_tokens_role', role.options],
    ['api_tokens_kind', apiToken.shape.kind.options],
  ])('%s: are those of the schema', async (name, options) => {
    const { rows } = await pool.query<{ condition: string }>(
      'select pg_get_constraintdef(oid) as condition from pg_constraint where conname = $1',
      [name],
    );
    const values = [...(rows[0]?.condition ?? '').matchAll(/'(\w+)'/g)].map(([, value]) => value);
    expect(values.sort()).toEqual([...options].sort());
  });
});

describe('a search over runs', () => {
  it('has an index, where the server has the means', async () => {
    const { rows } = await pool.query("select from pg_indexes where indexname = 'runs_search'");
    expect(rows).toHaveLength(1);
  });
});
