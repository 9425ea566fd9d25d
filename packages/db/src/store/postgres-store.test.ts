import { ChangeSet, type Changes, type Job, type Store, taskMachine } from '@uet/core';
import {
  aPhase,
  aRun,
  aTask,
  aWorkstream,
  CountingIds,
  FixedClock,
  storeContract,
  testId,
} from '@uet/core/testing';
import type { Task } from '@uet/schemas';
import type pg from 'pg';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { openPool } from '../open-pool.js';
import { createTestDatabase } from '../testing/test-database.js';
import { PostgresStore } from './postgres-store.js';

/** A store in a database of its own. */
async function openStore() {
  const database = await createTestDatabase(inject('templateUrl'));
  const pool = openPool({ connectionString: database.url });
  const close = async () => {
    await pool.end();
    await database.drop();
  };
  return { store: new PostgresStore(pool), pool, jobs: () => queuedJobs(pool), close };
}

interface QueuedJob {
  readonly identifier: string;
  readonly subject: string;
  readonly key: string;
  readonly priority: number;
  readonly run_at: Date;
}

/** What graphile-worker has queued, as it was asked for. */
async function queuedJobs(pool: pg.Pool): Promise<Job[]> {
  const { rows } = await pool.query<QueuedJob>(
    `select t.identifier, j.payload->>'subject' as subject, j.key, j.priority, j.run_at
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
  return rows.map(({ identifier, subject, key, priority, run_at: runAt }) => {
    const [name, pool] = identifier.split('@') as [Job['name'], string];
    return {
      name,
      pool,
      subject,
      ...(key.includes('-later:') ? { runAt: runAt.toISOString() } : {}),
      ...(priority === 0 ? {} : { priority }),
    };
  });
}

storeContract(openStore, { describe, expect, it });

const changeSet = (): ChangeSet =>
  new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });

/** Stores a run with one phase, one workstream and these tasks. */
async function storeTasks(store: Store, tasks: readonly Task[]): Promise<void> {
  const changes = changeSet();
  changes.insert('runs', aRun());
  changes.insert('phases', aPhase());
  changes.insert('workstreams', aWorkstream());
  for (const task of tasks) changes.insert('tasks', task);
  await store.commit(changes);
}

describe('PostgresStore', () => {
  let opened: Awaited<ReturnType<typeof openStore>>;

  beforeEach(async () => {
    opened = await openStore();
    return () => opened.close();
  });

  const update = (change: Record<string, unknown>): Changes => ({
    inserts: [],
    updates: [{ table: 'tasks', id: testId('task'), version: 0, change: { ...change, version: 1 } }],
    events: [],
    jobs: [],
  });

  it('inserts a thousand rows in one commit, and moves them all in another', async () => {
    const { store, jobs } = opened;
    const tasks = Array.from({ length: 1000 }, (_, index) =>
      aTask({ id: testId(`task${index}`), key: `t${index}`, ordinal: index }),
    );
    await storeTasks(store, tasks);
    const changes = changeSet();
    for (const task of tasks) {
      changes.move(taskMachine, task, 'enqueue', { change: { queued_at: changes.now } });
      changes.enqueue({ name: 'execute', pool: 'main', subject: task.id });
    }
    await store.commit(changes);
    const stored = await store.list('tasks', { state: 'queued', version: 1 });
    expect(stored).toHaveLength(1000);
    expect(await store.events({ limit: 2000 })).toHaveLength(1000);
    expect(await jobs()).toHaveLength(1000);
  });

  it('refuses rows that the machines do not know, and writes nothing', async () => {
    const { store } = opened;
    await storeTasks(store, [aTask()]);
    const ended = { ended_at: '2026-01-01T00:00:00.000Z' };
    for (const change of [
      { state: 'done' },
      { state: 'blocked' },
      { state: 'completed' },
      { state: 'failed', ...ended },
      ended,
    ]) {
      const refused = expect(store.commit(update(change)), JSON.stringify(change)).rejects;
      await refused.toMatchObject({ code: 'database_failed', retry: false });
    }
    expect(await store.find('tasks', testId('task'))).toEqual(aTask());
    await store.commit(update({ state: 'failed', reason: 'why', ...ended }));
    expect(await store.find('tasks', testId('task'))).toMatchObject({ state: 'failed' });
  });

  it('refuses a row that refers to one that is not there', async () => {
    const { store } = opened;
    const changes = changeSet();
    changes.insert('phases', aPhase());
    await expect(store.commit(changes)).rejects.toMatchObject({ code: 'database_failed' });
    expect(await store.list('phases', {})).toEqual([]);
  });

  it('replaces what PostgreSQL cannot hold in a text: NUL, and halves of surrogate pairs', async () => {
    const { store } = opened;
    const said = 'a\0b \ud83d \udc69 \u{1f469} C:\\u0000 \\\\u0000 \\ud83d';
    const kept = 'a\ufffdb \ufffd \ufffd \u{1f469} C:\\u0000 \\\\u0000 \\ud83d';
    await storeTasks(store, [aTask({ title: said, outputs: { [said]: said } })]);
    expect(await store.find('tasks', testId('task'))).toEqual(
      aTask({ title: kept, outputs: { [kept]: kept } }),
    );
    const changes = changeSet();
    changes.move(taskMachine, aTask(), 'block', { reason: said, payload: { said } });
    await store.commit(changes);
    expect(await store.find('tasks', testId('task'))).toMatchObject({ reason: kept });
    expect(await store.events({})).toMatchObject([{ reason: kept, payload: { said: kept } }]);
  });

  it('adds a job that is there already only once', async () => {
    const { store, jobs } = opened;
    const tick: Job = { name: 'tick', pool: 'main', subject: testId('run') };
    const none = { inserts: [], updates: [], events: [] };
    await store.commit({ ...none, jobs: [tick] });
    await store.commit({ ...none, jobs: [tick] });
    expect(await jobs()).toEqual([tick]);
  });

  it('says database_unavailable where the server does not answer', async () => {
    const pool = openPool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
    const store = new PostgresStore(pool);
    await expect(store.find('runs', testId('run'))).rejects.toMatchObject({
      code: 'database_unavailable',
      retry: true,
    });
    await pool.end();
  });
});
