import { describe, expect, it } from 'vitest';
import { pauseWorker, resumeWorker, shutdownWorker } from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { operatedPlaces, untilFound } from '../support/operated-run.js';
import { untilRest } from '../support/start-template.js';

const inPlace = operatedPlaces();

const manyTasks = (count: number) =>
  templateOf(Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, [`run: 'true'`]])));

describe('pauseWorker', { timeout: 60_000 }, () => {
  it('has a worker take nothing new, leaves the jobs to others, and lasts until it is resumed', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store } = session;
      await serve(2);
      const [first, second] = await store.list('workers', {});
      if (first === undefined || second === undefined) throw new Error('two workers should have signed on');
      await pauseWorker(context, first.id, 'maintenance', 'person:ada');
      const run = await start(manyTasks(6));
      expect((await untilRest(store, run.id)).state).toBe('succeeded');
      const holders = new Set(
        (await store.list('attempts', { run_id: run.id })).map((each) => each.worker_id),
      );
      expect(holders).toEqual(new Set([second.id]));
      await pauseWorker(context, second.id, null, 'person:ada');
      const waiting = await start(manyTasks(1));
      await untilFound(store, 'tasks', { run_id: waiting.id, state: 'queued' });
      // Another process takes what this one leaves.
      await serve(1);
      expect((await untilRest(store, waiting.id)).state).toBe('succeeded');
      const [helper] = await store.list('attempts', { run_id: waiting.id });
      expect([first.id, second.id]).not.toContain(helper?.worker_id);
      await pauseWorker(context, helper?.worker_id ?? '', null, 'person:ada');
      const last = await start(manyTasks(1));
      await resumeWorker(context, first.id, null, 'person:ada');
      expect((await untilRest(store, last.id)).state).toBe('succeeded');
      expect(await store.list('attempts', { run_id: last.id })).toMatchObject([{ worker_id: first.id }]);
    }));
});

describe('shutdownWorker', { timeout: 60_000 }, () => {
  it('ends a worker after the task that it holds, and its engine with the last of them', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store } = session;
      const engine = await serve(2);
      const run = await start(templateOf({ one: [`run: 'sleep 1; echo one > one.txt'`] }));
      const busy = await untilFound(store, 'workers', { state: 'busy' });
      const idle = await untilFound(store, 'workers', { state: 'idle' });
      await shutdownWorker(context, idle.id, 'update', 'person:ada');
      await shutdownWorker(context, busy.id, 'update', 'person:ada');
      expect(await store.find('workers', idle.id)).toMatchObject({ state: 'stopped', reason: 'update' });
      expect(await store.find('workers', busy.id)).toMatchObject({ state: 'paused' });
      expect((await untilRest(store, run.id)).state).toBe('succeeded');
      await engine.ended;
      expect(await store.find('workers', busy.id)).toMatchObject({ state: 'stopped', tasks_completed: 1 });
    }));
});
