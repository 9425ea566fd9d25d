import { type Store, TaskLifecycle } from '@uet/core';
import { describe, expect, it } from 'vitest';
import { signOn } from '../../src/engine/worker-process.js';
import { leaseTask } from '../../src/execution/lease.js';
import { changesOf, type EngineContext, tick } from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { samplePlaces } from '../support/sample-places.js';
import { startTemplate } from '../support/start-template.js';

const { inSession } = samplePlaces();

/** Has a queued task end, without a change. */
async function end(context: EngineContext, key: string, how: 'completed' | 'retrying'): Promise<void> {
  const { store } = context;
  const [task] = await store.list('tasks', { key, state: 'queued' });
  const [worker] = await signOn(context, { pool: 'test', slots: 1, queueIds: [] });
  if (task === undefined || worker === undefined) throw new Error(`${key} is not queued`);
  const lease = await leaseTask(context, worker, task.id);
  if (lease === null || lease === 'unfit') throw new Error(`${key} cannot be leased`);
  const changes = changesOf(context);
  const tasks = new TaskLifecycle(changes);
  const failure = { kind: 'exit_code', message: 'red', category: 'transient', chance: 0 } as const;
  if (how === 'completed') tasks.complete(tasks.finish(lease.task, lease.attempt, {}, {}));
  else tasks.failAttempt(lease.task, lease.attempt, failure);
  await store.commit(changes);
}

/** A store whose first snapshot is one that was read before. */
async function remembering(store: Store, runId: string): Promise<Store> {
  let first = await store.snapshot(runId);
  return {
    commit: (changes) => store.commit(changes),
    find: (table, id) => store.find(table, id),
    list: (table, where, page) => store.list(table, where, page),
    events: (query) => store.events(query),
    heartbeat: (ids, at) => store.heartbeat(ids, at),
    forgetKeys: (before) => store.forgetKeys(before),
    async snapshot(id) {
      const snapshot = first ?? (await store.snapshot(id));
      first = null;
      return snapshot;
    },
  };
}

describe('two ticks of one run in two processes', { timeout: 60_000 }, () => {
  it('do not start two tasks that must not run together', () =>
    inSession(async (place, { context, store }) => {
      const tasks = {
        first: ['noop: true'],
        urgent: ['noop: true', 'depends_on: [first]', 'priority: critical', 'conflict_group: one'],
        other: ['noop: true', 'conflict_group: one'],
      };
      const text = templateOf(tasks);
      const run = await startTemplate(context, {
        text,
        repository: place.repository,
        target: 'main',
        slots: 4,
      });
      await tick(context, run.id);
      await end(context, 'other', 'retrying');
      const earlier: EngineContext = { ...context, store: await remembering(store, run.id) };
      await end(context, 'first', 'completed');
      await tick(context, run.id);
      await tick(earlier, run.id);
      const queued = await store.list('tasks', { state: 'queued' });
      expect(queued.map(({ key }) => key)).toEqual(['urgent']);
    }));
});
