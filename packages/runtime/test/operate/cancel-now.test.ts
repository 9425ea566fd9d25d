import { describe, expect, it } from 'vitest';
import { cancelRun, pauseRun, resumeRun } from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { operatedPlaces, untilFound } from '../support/operated-run.js';
import { leftProcesses } from '../support/run-facts.js';
import { untilRest } from '../support/start-template.js';

const inPlace = operatedPlaces();

const slowGate = `gates: { slow: { type: custom, run: [sh, -c, "sleep 300"], report: { format: exit_code } } }`;

describe('cancelRun, now', { timeout: 60_000 }, () => {
  it('ends tools and gates at once, wherever they run, and records nothing more of them', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store } = session;
      await serve(3);
      const tasks = {
        quick: [`run: 'echo quick > quick.txt'`],
        long: [`run: 'sleep 300 & sleep 300; echo long > long.txt'`],
        never: ['depends_on: [quick]', `run: 'echo never > never.txt'`],
      };
      const run = await start(templateOf(tasks, slowGate));
      await untilFound(store, 'test_gates', { state: 'running' });
      const { id: attemptId } = await untilFound(store, 'attempts', { state: 'running' });
      await cancelRun(context, run.id, 'person:ada', { now: true, reason: 'wrong branch' });
      expect(await store.find('runs', run.id)).toMatchObject({
        state: 'canceled',
        reason: 'stopped by a person: wrong branch',
      });
      expect(await store.find('attempts', attemptId)).toMatchObject({ state: 'canceled' });
      const states = async (table: 'tasks' | 'patch_ledger' | 'test_gates') =>
        (await store.list(table, { run_id: run.id })).map(({ state }) => state);
      const ended = [await states('tasks'), await states('patch_ledger'), await states('test_gates')];
      expect(ended).toEqual([['canceled', 'canceled', 'canceled'], ['dropped'], ['skipped']]);
      await expect.poll(() => leftProcesses(run.id), { timeout: 5_000 }).toEqual([]);
      // The worker is free for other work, and nothing came of what it held.
      await expect
        .poll(async () => (await store.list('workers', { state: 'idle' })).length, { timeout: 10_000 })
        .toBe(3);
      expect(await store.find('attempts', attemptId)).toMatchObject({ state: 'canceled', exit_code: null });
      expect(
        (await store.events({ runId: run.id })).filter(({ actor }) => actor === 'person:ada'),
      ).not.toEqual([]);
    }));
});

describe('pauseRun', { timeout: 60_000 }, () => {
  it('has what runs finish and starts nothing new, until the run is resumed', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store } = session;
      await serve(1);
      const run = await start(
        templateOf({ one: [`run: 'sleep 1'`], two: ['depends_on: [one]', `run: 'true'`] }),
      );
      await untilFound(store, 'attempts', { state: 'running' });
      await pauseRun(context, run.id, 'lunch', 'person:ada');
      await untilFound(store, 'tasks', { key: 'one', state: 'completed' });
      expect(await store.find('runs', run.id)).toMatchObject({ state: 'paused', reason: 'lunch' });
      expect(await store.list('tasks', { key: 'two' })).toMatchObject([{ state: 'pending' }]);
      await expect(pauseRun(context, run.id, null, 'person:ada')).rejects.toMatchObject({
        code: 'illegal_move',
      });
      await resumeRun(context, run.id, 'person:ada');
      expect((await untilRest(store, run.id)).state).toBe('succeeded');
    }));
});

describe('resumeRun of a run whose process is gone', { timeout: 60_000 }, () => {
  it('has the default pool take it over', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store } = session;
      await serve(1);
      const run = await start(templateOf({ one: [`run: 'true'`] }), null);
      expect(run.pool).toBe(run.id);
      await resumeRun(context, run.id, 'person:ada');
      expect(await untilRest(store, run.id)).toMatchObject({ state: 'succeeded', pool: 'default' });
    }));
});
