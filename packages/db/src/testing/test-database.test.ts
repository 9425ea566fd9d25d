import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productMigrations, readMigrations } from '../migrate/migrations-folder.js';
import { openPool } from '../open-pool.js';
import { createTestDatabase, startTestServer, type TestServer } from './test-database.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(() => server.stop());

async function query(url: string, sql: string): Promise<unknown[]> {
  const pool = openPool({ connectionString: url });
  try {
    return (await pool.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await pool.end();
  }
}

describe('createTestDatabase', () => {
  it("has the product's migrations and the job queue", async () => {
    const database = await createTestDatabase(server.templateUrl);
    const names = (await readMigrations(productMigrations)).map(({ name }) => name);
    expect(await query(database.url, 'select migration_name from _prisma_migrations order by 1')).toEqual(
      names,
    );
    expect(await query(database.url, 'select count(*)::int from graphile_worker.jobs')).toEqual([0]);
    await database.drop();
  });

  it('makes databases that have nothing in common, and drops them under their users', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => createTestDatabase(server.templateUrl)));
    await query(first?.url ?? '', 'create table mine ()');
    expect(await query(second?.url ?? '', "select to_regclass('mine')")).toEqual([null]);
    const held = openPool({ connectionString: first?.url ?? '' });
    await held.query('select 1');
    await first?.drop();
    await second?.drop();
    await expect(held.query('select 1')).rejects.toThrow();
    await held.end();
  });
});
