import { ChangeSet, taskMachine } from '@uet/core';
import { aPhase, aRun, aTask, aWorkstream, CountingIds, FixedClock } from '@uet/core/testing';
import type pg from 'pg';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { openPool } from '../open-pool.js';
import { createTestDatabase } from '../testing/test-database.js';
import { PostgresStore } from './postgres-store.js';

/** Begins a transaction that writes, and answers how to end it. */
async function beginWriting(pool: pg.Pool): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('begin; create table unfinished ()');
  return async () => {
    await client.query('rollback');
    client.release();
  };
}

describe('event_horizon', () => {
  let pool: pg.Pool;
  let store: PostgresStore;

  const openDatabase = async () => {
    const database = await createTestDatabase(inject('templateUrl'));
    const opened = openPool({ connectionString: database.url });
    return {
      pool: opened,
      async close() {
        await opened.end();
        await database.drop();
      },
    };
  };

  beforeEach(async () => {
    const opened = await openDatabase();
    pool = opened.pool;
    store = new PostgresStore(pool);
    return () => opened.close();
  });

  async function writeEvent(): Promise<void> {
    const changes = new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });
    changes.insert('runs', aRun());
    changes.insert('phases', aPhase());
    changes.insert('workstreams', aWorkstream());
    changes.insert('tasks', aTask());
    changes.move(taskMachine, aTask(), 'enqueue', { change: { queued_at: changes.now } });
    await store.commit(changes);
  }

  it('holds events back as long as an older transaction may still write some', async () => {
    const end = await beginWriting(pool);
    await writeEvent();
    expect(await store.events({})).toEqual([]);
    await end();
    expect(await store.events({})).toMatchObject([{ trigger: 'enqueue' }]);
  });

  it('holds nothing back for a transaction in another database of the server', async () => {
    const other = await openDatabase();
    const end = await beginWriting(other.pool);
    try {
      await writeEvent();
      expect(await store.events({})).toMatchObject([{ trigger: 'enqueue' }]);
    } finally {
      await end();
      await other.close();
    }
  });
});
