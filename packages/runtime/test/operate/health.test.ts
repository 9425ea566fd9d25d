import { describe, expect, it } from 'vitest';
import { readHealth } from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { operatedPlaces, untilFound } from '../support/operated-run.js';
import { untilRest } from '../support/start-template.js';

const inPlace = operatedPlaces();

/** The context of the same process, later. */
const later = <T extends { readonly clock: { now(): Date } }>(context: T, ms: number): T => ({
  ...context,
  clock: { now: () => new Date(context.clock.now().getTime() + ms) },
});

describe('readHealth', { timeout: 60_000 }, () => {
  it('is well where everything is: nothing is stuck in a run that is worked on', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store, database } = session;
      await serve(1);
      const run = await start(
        templateOf({
          one: [`run: 'sleep 2'`],
          two: [`run: 'true'`],
          three: ['depends_on: [one]', `run: 'true'`],
        }),
      );
      await untilFound(store, 'attempts', { state: 'running' });
      // Long ago: the tool has been at it for minutes, and what waits for its turn has waited as long.
      await database.pool.query(`update events set at = at - interval '10 minutes'`);
      await database.pool.query(`update tasks set queued_at = queued_at - interval '10 minutes'`);
      await database.pool.query(`update attempts set started_at = started_at - interval '10 minutes'`);
      const health = await readHealth(context, database.pool);
      expect(health).toMatchObject({ status: 'ok', stuck: [] });
      expect(health.version).toMatch(/^\d+\.\d+\.\d+/);
      expect(health.checks.map(({ name, status }) => [name, status])).toEqual([
        ['database', 'ok'],
        ['migrations', 'ok'],
        ['queue', 'ok'],
        ['workers', 'ok'],
        ['breakers', 'ok'],
        ['stuck', 'ok'],
      ]);
      expect(health.queue).toContainEqual({ name: 'execute@default', ready: 1, running: 1, failed: 0 });
      expect((await untilRest(store, run.id)).state).toBe('succeeded');
      expect((await readHealth(later(context, 3_600_000), database.pool)).stuck).toEqual([]);
    }));

  it('tells of a run that nobody works on any more, once, and what to do about it', () =>
    inPlace(async ({ session, start }) => {
      const { context, database } = session;
      const run = await start(templateOf({ one: [`run: 'true'`] }), null);
      expect((await readHealth(context, database.pool)).stuck).toEqual([]);
      const health = await readHealth(later(context, 61_000), database.pool);
      expect(health.status).toBe('warning');
      expect(health.stuck).toMatchObject([
        {
          entity_type: 'run',
          entity_id: run.id,
          run_id: run.id,
          state: 'running',
          remedy: `The process of run ${run.id} is gone: resume it.`,
        },
      ]);
    }));

  it('tells of a task whose job was lost although its run goes on', () =>
    inPlace(async ({ session, start, serve }) => {
      const { context, store, database } = session;
      await serve(1);
      const run = await start(templateOf({ one: [`run: 'sleep 3'`], two: [`run: 'true'`] }));
      await untilFound(store, 'attempts', { state: 'running' });
      const task = await untilFound(store, 'tasks', { state: 'queued' });
      await database.pool.query('select graphile_worker.remove_job($1)', [`execute:${task.id}`]);
      await database.pool.query(`update tasks set queued_at = now() - interval '2 minutes' where id = $1`, [
        task.id,
      ]);
      expect((await readHealth(context, database.pool)).stuck).toMatchObject([
        { entity_type: 'task', entity_id: task.id, remedy: expect.stringContaining(`Resume run ${run.id}`) },
      ]);
    }));

  it('says that the database does not answer, and nothing else', () =>
    inPlace(async ({ session: { context } }) => {
      const gone = { query: () => Promise.reject(new Error('the server is gone')) };
      expect(await readHealth(context, gone as unknown as Parameters<typeof readHealth>[1])).toMatchObject({
        status: 'error',
        checks: [{ name: 'database', status: 'error', detail: 'the server is gone' }],
        queue: [],
        stuck: [],
      });
    }));
});
