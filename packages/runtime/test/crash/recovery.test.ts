import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Store, TaskLifecycle, WorkerLifecycle } from '@uet/core';
import type { Task, WorkerLifecycleRow } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { unlockJobs } from '../../src/engine/queue-runner.js';
import { leaseTask } from '../../src/execution/lease.js';
import { changesOf, type EngineContext, recover, type Session, startEngine, tick } from '../../src/index.js';
import { loseAttempts } from '../../src/recovery/lose-attempts.js';
import { wakeRuns } from '../../src/recovery/wake-runs.js';
import { driveTemplate, templateOf } from '../support/driven-run.js';
import { openPlace } from '../support/open-place.js';
import { type RunPlace, textOf } from '../support/run-place.js';
import { samplePlaces } from '../support/sample-places.js';
import { startTemplate } from '../support/start-template.js';

const { inSession } = samplePlaces();

/** A worker whose process has ended, as a killed one leaves it behind. */
async function deadWorker(context: EngineContext, pool: string): Promise<WorkerLifecycleRow> {
  const changes = changesOf(context);
  const worker = new WorkerLifecycle(changes).register({
    id: changes.newId(),
    type: 'executor',
    pool,
    host: hostname(),
    pid: spawnSync('true').pid,
    process_started: 'gone',
    queue_ids: [`pool-${changes.newId()}`],
    capabilities: [],
  });
  await context.store.commit(changes);
  return worker;
}

/** Starts a run, and has a dead worker hold its first task. */
async function interrupted({ context, store }: Session, place: RunPlace, text: string): Promise<Task> {
  const run = await startTemplate(context, {
    text,
    repository: place.repository,
    target: 'main',
    slots: 1000,
  });
  await tick(context, run.id);
  return loseFirstTask(context, store, run.id);
}

async function loseFirstTask(context: EngineContext, store: Store, runId: string): Promise<Task> {
  const [task] = await store.list('tasks', { run_id: runId, state: 'queued' }, { limit: 1 });
  if (task === undefined) throw new Error('no task is queued');
  await leaseTask(context, await deadWorker(context, runId), task.id);
  return task;
}

/** A store that counts what it is asked. */
function counted(store: Store): { store: Store; calls: () => number } {
  let calls = 0;
  const counting = new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]): unknown => {
        calls += 1;
        return method.apply(target, given);
      };
    },
  });
  return { store: counting, calls: () => calls };
}

async function untilCalled(place: RunPlace): Promise<void> {
  while ((await textOf(join(place.folder, 'calls'))) === null) await wait(10);
}

const queueOf = ({ database }: Session) => ({
  unlock: (ids: readonly string[]) => unlockJobs(database.pool, ids),
});

describe('recover', { timeout: 120_000 }, () => {
  it('asks the database as little for 1,000 open tasks as for a few, and gets a run going again', () =>
    inSession(async (place, session) => {
      const steps = Array.from({ length: 1000 }, (_, index) => [`t${index}`, ['noop: true']] as const);
      await interrupted(session, place, templateOf(Object.fromEntries(steps), 'max_concurrency: 1000'));
      const [run] = await session.store.list('runs', {});
      const { store, calls } = counted(session.store);
      const context = { ...session.context, store };
      const startedMs = Date.now();
      expect(await recover(context, queueOf(session))).toBe(1);
      await wakeRuns(context, run?.pool ?? '');
      expect(calls()).toBeLessThan(20);
      const { database } = session;
      const engine = await startEngine({
        context: session.context,
        database: database.pool,
        pool: run?.pool ?? '',
        slots: 4,
      });
      while ((await session.store.list('tasks', { state: 'completed' }, { limit: 1 })).length === 0);
      const tookMs = Date.now() - startedMs;
      await engine.stop();
      expect(tookMs).toBeLessThan(10_000);
    }));

  it('tells the next attempt what the lost one had been told', () =>
    inSession(async (place, session) => {
      const { context, store } = session;
      const { id, run_id: runId } = await interrupted(session, place, templateOf({ one: [`run: 'true'`] }));
      const changes = changesOf(context);
      const [attempt] = await store.list('attempts', { task_id: id });
      const task = await store.find('tasks', id);
      if (attempt === undefined || task === null) throw new Error('nothing is leased');
      const failure = {
        kind: 'gate',
        message: 'red',
        category: 'transient',
        feedback: 'make it green',
        chance: 0,
      } as const;
      new TaskLifecycle(changes).failAttempt(task, attempt, failure);
      await store.commit(changes);
      await tick(context, runId);
      await loseFirstTask(context, store, runId);
      await recover(context, queueOf(session));
      expect(await store.find('tasks', id)).toMatchObject({
        state: 'retrying',
        feedback: 'make it green',
        attempts_used: 1,
      });
    }));

  it('gives up a task that has lost ten workers: it is what kills them', () =>
    inSession(async (place, session) => {
      const { context, store } = session;
      const { id, run_id: runId } = await interrupted(session, place, templateOf({ one: [`run: 'true'`] }));
      for (let lost = 1; lost < 10; lost += 1) {
        await recover(context, queueOf(session));
        expect(await store.find('tasks', id)).toMatchObject({ state: 'retrying', attempts_used: 0 });
        await tick(context, runId);
        await loseFirstTask(context, store, runId);
      }
      await recover(context, queueOf(session));
      expect(await store.find('tasks', id)).toMatchObject({
        state: 'failed',
        reason: 'the worker was lost 10 times',
      });
    }));

  it('gives back the lane that a dead process holds', () =>
    inSession(async (place, session) => {
      const { context, store, database } = session;
      const task = await interrupted(session, place, templateOf({ one: [`run: 'true'`] }));
      const [worker] = await store.list('workers', {});
      const lane = (await store.find('runs', task.run_id))?.lane;
      const queue = `land:${lane}`;
      await database.pool.query(
        `insert into graphile_worker._private_job_queues (queue_name, locked_by, locked_at) values ($1, $2, now())
         on conflict (queue_name) do update set locked_by = excluded.locked_by, locked_at = excluded.locked_at`,
        [queue, worker?.queue_ids[0]],
      );
      await recover(context, queueOf(session));
      const { rows } = await database.pool.query(
        'select locked_by from graphile_worker._private_job_queues where queue_name = $1',
        [queue],
      );
      expect(rows).toEqual([{ locked_by: null }]);
    }));
});

describe('a worker that is taken for dead while it works', { timeout: 60_000 }, () => {
  it('writes nothing more of what it held, and goes on under another name', () =>
    inSession(async (place) => {
      const text = templateOf({
        one: [`run: 'echo "$UET_ATTEMPT" >> ${place.folder}/calls; sleep 1; echo one > one.txt'`],
      });
      const { run } = await driveTemplate(place, text, {
        slots: 1,
        meanwhile: async ({ context, store }) => {
          await untilCalled(place);
          const changes = changesOf(context);
          const [worker] = await store.list('workers', { state: 'busy' });
          if (worker === undefined) throw new Error('nobody works');
          new WorkerLifecycle(changes).crash(worker, 'no sign of life');
          await loseAttempts(context, changes, worker.id);
          await store.commit(changes);
        },
      });
      expect(run.state).toBe('succeeded');
      const session = await openPlace(place);
      expect(await session.store.list('attempts', {})).toMatchObject([
        { state: 'failed', failure_kind: 'worker_lost', patch_id: null },
        { state: 'succeeded', number: 2 },
      ]);
      expect((await session.store.list('workers', {})).map(({ state }) => state)).toEqual([
        'crashed',
        'stopped',
      ]);
      await session.close();
      expect(await textOf(join(place.folder, 'calls'))).toBe('1\n2\n');
      expect(await place.git('log', '--format=%s', '-2')).toBe('one\nstart');
    }));
});
