import { ChangeSet } from '@uet/core';
import {
  aPhase,
  aRun,
  aRunConfig,
  aTask,
  aWorkstream,
  CountingIds,
  FixedClock,
  testId,
} from '@uet/core/testing';
import type { RunState } from '@uet/schemas';
import { contract, type InputOf } from '@uet/schemas/api';
import type pg from 'pg';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { openPool } from '../../open-pool.js';
import { PostgresStore } from '../../store/postgres-store.js';
import { createTestDatabase } from '../../testing/test-database.js';
import { type ApiModels, openApiModels } from '../api-models.js';

let pool: pg.Pool;
let store: PostgresStore;
let models: ApiModels;
const now = new Date('2026-01-02T00:00:00.000Z');

beforeEach(async () => {
  const database = await createTestDatabase(inject('templateUrl'));
  pool = openPool({ connectionString: database.url });
  store = new PostgresStore(pool);
  models = openApiModels(pool, { now: () => now });
  return async () => {
    await pool.end();
    await database.drop();
  };
});

const changeSet = () => new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });

async function addRuns(runs: ReadonlyArray<Partial<RunState>>): Promise<void> {
  const changes = changeSet();
  for (const run of runs) changes.insert('runs', aRun(run));
  await store.commit(changes);
}

type Input = InputOf<(typeof contract)['runs']['list']>;
const list = (input: Input) => models.runs.list(contract.runs.list.input.parse(input));
const idsOf = async (input: Input) => (await list(input)).items.map(({ id }) => id);
const numbered = (number: number): string => testId(`r${String(number).padStart(4, '0')}`);
const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
const ended = (minutes: number) => ({ state: 'succeeded', ended_at: at(minutes) }) as const;

describe('listRuns', () => {
  it.each(['created_at', 'ended_at', 'cost_usd', 'duration_ms', 'tasks_total'] as const)(
    'goes through all runs by %s, none missed or doubled while new ones come',
    async (sort) => {
      const runs = Array.from({ length: 23 }, (_, index) => ({
        id: numbered(index),
        created_at: at(index),
        started_at: at(index),
        cost_usd: `${(index * 7) % 5}.25`,
        tasks_total: (index * 3) % 4,
        ...(index % 3 === 0 ? {} : ended(index + ((index * 11) % 7))),
      }));
      for (const order of ['asc', 'desc'] as const) {
        await pool.query('delete from runs');
        await addRuns(runs);
        const seen: string[] = [];
        for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
          const answer: Awaited<ReturnType<typeof list>> = await list({ sort, order, cursor, limit: 5 });
          seen.push(...answer.items.map(({ id }) => id));
          cursor = answer.next_cursor;
          await addRuns([
            { id: numbered(100 + page), created_at: at(200), started_at: at(200), ...ended(201) },
          ]);
        }
        const old = seen.filter((id) => id < numbered(100));
        expect(new Set(seen).size).toBe(seen.length);
        expect([...old].sort()).toEqual(runs.map(({ id }) => id));
      }
    },
  );

  it('puts what has not ended after all that has', async () => {
    await addRuns([{ id: numbered(1), ...ended(5) }, { id: numbered(2) }, { id: numbered(3), ...ended(3) }]);
    expect(await idsOf({ sort: 'ended_at', order: 'desc' })).toEqual([2, 1, 3].map(numbered));
    expect(await idsOf({ sort: 'ended_at', order: 'asc' })).toEqual([3, 1, 2].map(numbered));
  });

  it('filters by state, template, repository, branch, time and words', async () => {
    await addRuns([
      {
        id: numbered(1),
        template_name: 'a',
        repository: '/x/shop',
        target_branch: 'main',
        created_at: at(1),
      },
      { id: numbered(2), template_name: 'b', repository: '/x/shop', created_at: at(2), ...ended(3) },
      { id: numbered(3), template_name: 'b', repository: '/y_z', created_at: at(3), reason: '100% of it' },
    ]);
    expect(await idsOf({ states: ['running'] })).toEqual([3, 1].map(numbered));
    expect(await idsOf({ template: 'b', repository: '/x/shop' })).toEqual([numbered(2)]);
    expect(await idsOf({ branch: 'main' })).toEqual([numbered(1)]);
    expect(await idsOf({ since: at(2), until: at(3) })).toEqual([numbered(2)]);
    expect(await idsOf({ search: 'SHOP  main' })).toEqual([numbered(1)]);
    expect(await idsOf({ search: '100%' })).toEqual([numbered(3)]);
    expect(await idsOf({ search: 'y_z' })).toEqual([numbered(3)]);
    expect(await idsOf({ search: 'x_shop' })).toEqual([]);
    expect(await idsOf({ search: 'a\0b' })).toEqual([]);
    const { by_state: states, templates } = await models.runs.counts(
      contract.runs.counts.input.parse({ repository: '/x/shop' }),
    );
    expect([states, templates]).toEqual([{ running: 1, succeeded: 1 }, ['a', 'b']]);
  });

  it('refuses a cursor that it did not make, or made for another order', async () => {
    await addRuns([1, 2, 3].map((number) => ({ id: numbered(number) })));
    const { next_cursor: cursor } = await list({ limit: 1 });
    for (const bad of [
      'x',
      '',
      'WyJydW5zIl0',
      Buffer.from('["runs created_at desc","x","y","z"]').toString('base64url'),
    ])
      await expect(list({ cursor: bad })).rejects.toMatchObject({ code: 'bad_argument', fault: 'caller' });
    await expect(list({ cursor, sort: 'cost_usd' })).rejects.toMatchObject({ code: 'bad_argument' });
    expect(await idsOf({ cursor })).toEqual([2, 1].map(numbered));
  });
});

describe('getRun', () => {
  it('masks secret parameters, leaves the plan out, and counts what it is asked for', async () => {
    const changes = changeSet();
    const config = aRunConfig({ parameters: { token: 'hush', depth: 2 }, max_concurrency: 2 });
    changes.insert('runs', aRun({ config, plan: { secrets: ['token'] } }));
    changes.insert('phases', aPhase());
    changes.insert('workstreams', aWorkstream());
    const done = { state: 'completed', started_at: at(0), ended_at: at(10) } as const;
    changes.insert('tasks', aTask({ id: testId('done'), key: 'done', ...done }));
    for (const ordinal of [1, 2, 3]) {
      changes.insert('tasks', aTask({ id: testId(`t${ordinal}`), key: `t${ordinal}`, ordinal }));
    }
    await store.commit(changes);
    const page = contract.runs.get.output.parse(await models.runs.get({ run_id: testId('run') }));
    expect(page.record.config.parameters).toEqual({ token: '***', depth: 2 });
    expect(JSON.stringify(page)).not.toContain('hush');
    const progress = { total: 4, percent: 25, remaining_ms: 900_000, by_state: { completed: 1, pending: 3 } };
    expect(page.progress).toMatchObject(progress);
    await expect(models.runs.get({ run_id: testId('none') })).rejects.toMatchObject({ code: 'not_found' });
  });
});
