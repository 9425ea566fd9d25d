import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPool } from './open-pool.js';
import {
  createTestDatabase,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from './testing/test-database.js';
import { withTransaction } from './transaction.js';

let migrations: string;
let server: TestServer;
let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  migrations = await mkdtemp(join(tmpdir(), 'uet-transaction-'));
  server = await startTestServer(migrations);
});

afterAll(async () => {
  await server.stop();
  await rm(migrations, { recursive: true });
});

beforeEach(async () => {
  database = await createTestDatabase(server.templateUrl);
  pool = openPool({ connectionString: database.url });
  await pool.query('create table counter (id int primary key, value int not null)');
  await pool.query('insert into counter values (1, 0), (2, 0)');
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

const values = async () =>
  (await pool.query('select value from counter order by id')).rows.map((row) => row.value);

const kill = (client: pg.PoolClient) =>
  pool.query('select pg_terminate_backend($1)', [(client as unknown as { processID: number }).processID]);

describe('withTransaction', () => {
  it('commits and answers what the work answers', async () => {
    const answer = await withTransaction(pool, async (client) => {
      await client.query('update counter set value = 7 where id = 1');
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await values()).toEqual([7, 0]);
  });

  it('undoes everything where the work throws, and passes the error on', async () => {
    const work = async (client: pg.PoolClient) => {
      await client.query('update counter set value = 7');
      throw new Error('no');
    };
    await expect(withTransaction(pool, work)).rejects.toThrow('no');
    await expect(
      withTransaction(pool, (client) => client.query('insert into counter values (1, 1)')),
    ).rejects.toMatchObject({ code: '23505' });
    expect(await values()).toEqual([0, 0]);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('repeats serializable transactions until each of them has happened once', async () => {
    const add = () =>
      withTransaction(
        pool,
        async (client) => {
          const { rows } = await client.query('select value from counter where id = 1');
          await client.query('update counter set value = $1 where id = 1', [rows[0].value + 1]);
        },
        { isolation: 'serializable', attempts: 50 },
      );
    await Promise.all(Array.from({ length: 6 }, add));
    expect(await values()).toEqual([6, 0]);
  });

  it('repeats the one that a deadlock was solved with', async () => {
    let arrived = 0;
    const meeting = new EventEmitter();
    const met = once(meeting, 'both');
    const both = (first: number, second: number) =>
      withTransaction(pool, async (client) => {
        await client.query('update counter set value = value + 1 where id = $1', [first]);
        arrived += 1;
        if (arrived === 2) meeting.emit('both');
        await met;
        await client.query('update counter set value = value + 1 where id = $1', [second]);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(await values()).toEqual([2, 2]);
    expect(arrived).toBe(3);
  });

  it('repeats after the connection was lost before the commit', async () => {
    let attempts = 0;
    await withTransaction(pool, async (client) => {
      attempts += 1;
      await client.query('update counter set value = value + 1');
      if (attempts === 1) await kill(client);
      await client.query('select 1');
    });
    expect(attempts).toBe(2);
    expect(await values()).toEqual([1, 1]);
  });

  it('does not repeat where the connection was lost during the commit', async () => {
    await pool.query(`create function end_session() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
    await pool.query(`create constraint trigger end_session after update on counter
      deferrable initially deferred for each row execute function end_session()`);
    let attempts = 0;
    const work = async (client: pg.PoolClient) => {
      attempts += 1;
      await client.query('update counter set value = 1 where id = 1');
    };
    await expect(withTransaction(pool, work)).rejects.toMatchObject({
      code: 'database_unavailable',
      message: expect.stringContaining('unknown'),
    });
    expect(attempts).toBe(1);
  });

  it('gives up after some attempts', async () => {
    let attempts = 0;
    const work = async (client: pg.PoolClient) => {
      attempts += 1;
      await kill(client);
      await client.query('select 1');
    };
    await expect(withTransaction(pool, work, { attempts: 2 })).rejects.toMatchObject({
      code: 'database_unavailable',
    });
    expect(attempts).toBe(2);
  });

  it('takes the commit of a transaction that had failed for a fault of the program', async () => {
    const work = (client: pg.PoolClient) => client.query('select missing').catch(() => undefined);
    await expect(withTransaction(pool, work)).rejects.toMatchObject({ code: 'internal' });
  });
});
