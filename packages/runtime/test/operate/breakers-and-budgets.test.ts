import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forceOpenBreaker, raiseBudget, readHealth, resetBreaker } from '../../src/index.js';
import { templateOf } from '../support/driven-run.js';
import { operatedPlaces, untilFound } from '../support/operated-run.js';
import { untilRest } from '../support/start-template.js';

const inPlace = operatedPlaces();

const asked = (...head: string[]): string =>
  templateOf({ one: ['tool: claude', 'prompt: do it'] }, head.join('\n'));

describe('forceOpenBreaker and resetBreaker', { timeout: 60_000 }, () => {
  it('keep a tool from being called, for as long as a person wants', () =>
    inPlace(async ({ place, session, start, serve }) => {
      const { context, store, database } = session;
      await useStandIn(join(place.folder, 'bin'), context.environment);
      await forceOpenBreaker(context, 'claude', 'costs too much', 'person:ada');
      expect(await store.find('circuit_breakers', 'claude')).toMatchObject({
        state: 'open',
        open_until: null,
      });
      await serve(1);
      const run = await start(asked());
      await untilFound(store, 'tasks', { run_id: run.id, state: ['pending', 'blocked'] });
      const health = await readHealth(context, database.pool);
      expect(health.checks.find(({ name }) => name === 'breakers')).toMatchObject({
        status: 'warning',
        detail: 'not called: claude until it is reset',
      });
      expect(await store.list('attempts', {})).toEqual([]);
      await resetBreaker(context, 'claude', null, 'person:ada');
      expect((await untilRest(store, run.id)).state).toBe('succeeded');
      expect(await store.list('attempts', {})).toMatchObject([{ tool_id: 'claude', state: 'succeeded' }]);
    }));

  it('refuse what is no tool, or has no breaker, or is closed already', () =>
    inPlace(async ({ session: { context } }) => {
      const open = (id: string) => forceOpenBreaker(context, id, 'why', 'person:ada');
      await expect(open('nobody')).rejects.toMatchObject({ code: 'not_found' });
      await expect(open('command')).rejects.toMatchObject({ code: 'bad_argument' });
      await expect(resetBreaker(context, 'claude', null, 'person:ada')).rejects.toMatchObject({
        code: 'illegal_move',
      });
    }));
});

describe('raiseBudget', { timeout: 60_000 }, () => {
  it('sets a higher limit, and says by whom', () =>
    inPlace(async ({ session: { context, store }, start }) => {
      const run = await start(asked('budget: { max_cost_usd: "5", enforcement: halt }'));
      const [budget] = await store.list('budgets', { run_id: run.id });
      const raise = (usd: string) => raiseBudget(context, budget?.id ?? '', usd, 'worth it', 'person:ada');
      expect(await raise('7.50')).toMatchObject({ max_cost_usd: '7.5' });
      expect(await store.find('budgets', budget?.id ?? '')).toMatchObject({ max_cost_usd: '7.5' });
      await expect(raise('7.5')).rejects.toMatchObject({ code: 'bad_argument' });
      await expect(raise('a lot')).rejects.toMatchObject({ code: 'bad_argument' });
      const events = await store.events({ runId: run.id });
      expect(events.filter(({ type }) => type === 'budget.raise')).toMatchObject([
        { actor: 'person:ada', payload: { from: '5', to: '7.5', reason: 'worth it' } },
      ]);
    }));
});

/** Puts a program in the place of the agent that does what it is asked: nothing. */
async function useStandIn(folder: string, environment: NodeJS.ProcessEnv): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'claude'), '#!/bin/sh\ncat > /dev/null\necho done\n');
  await chmod(join(folder, 'claude'), 0o755);
  environment.PATH = `${folder}:${environment.PATH}`;
}
