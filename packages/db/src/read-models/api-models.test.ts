import { contract, type InputOf, type OutputOf, type Procedure, type RequestOf } from '@uet/schemas/api';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPool } from '../open-pool.js';
import { seedDemo } from '../seed/seed-demo.js';
import { createTestDatabase } from '../testing/test-database.js';
import { type ApiModels, openApiModels } from './api-models.js';

let pool: pg.Pool;
let models: ApiModels;
const now = new Date();

beforeAll(async () => {
  pool = openPool({ connectionString: (await createTestDatabase(inject('templateUrl'))).url });
  await seedDemo(pool, { scale: 0.03, now });
  models = openApiModels(pool, { now: () => now });
});

afterAll(() => pool.end());

/** Asks as the server does: the input through its schema, the answer through its own. */
async function ask<P extends Procedure>(
  procedure: P,
  answer: (request: RequestOf<P>) => Promise<unknown>,
  input: InputOf<P>,
): Promise<OutputOf<P>> {
  const request = procedure.input.parse(input) as RequestOf<P>;
  return procedure.output.parse(await answer(request)) as OutputOf<P>;
}

const ids = async (text: string): Promise<string[]> =>
  (await pool.query<{ id: string }>(text)).rows.map(({ id }) => id);

const runs = (input: InputOf<(typeof contract)['runs']['list']> = {}) =>
  ask(contract.runs.list, models.runs.list, input);

describe('openApiModels', () => {
  it('answers lists and pages of runs as the contract has them', async () => {
    const { items } = await runs({ limit: 200 });
    expect(items.length).toBeGreaterThan(50);
    expect(items.some((line) => line.patches_landed > 0 && line.tasks_failed > 0)).toBe(true);
    const firstOfEach = new Map(items.map((line) => [line.state, line.id]));
    for (const id of firstOfEach.values()) {
      const page = await ask(contract.runs.get, models.runs.get, { run_id: id });
      expect(page.record).not.toHaveProperty('plan');
      const graph = await ask(contract.runs.graph, models.runs.graph, { run_id: id });
      expect(graph.tasks).toHaveLength(page.run.tasks_total);
      await ask(contract.runs.timeline, models.runs.timeline, { run_id: id });
      await ask(contract.budgets.burn_down, models.budgets.burn_down, { run_id: id });
      const tasks = await ask(contract.tasks.list, models.tasks.list, { run_id: id });
      expect(tasks.items).toEqual(graph.tasks);
    }
    const chosen = items.slice(0, 3).map(({ id }) => id);
    const { items: lines } = await ask(contract.runs.lines, models.runs.lines, { run_ids: chosen });
    expect(lines.map(({ id }) => id)).toEqual(chosen);
  });

  it('answers everything else that lists something', async () => {
    const all = { limit: 200 };
    const patches = await ask(contract.patches.list, models.patches.list, all);
    const gates = await ask(contract.gates.list, models.gates.list, all);
    expect(Math.min(patches.items.length, gates.items.length)).toBeGreaterThan(100);
    const approvals = await ask(contract.approvals.list, models.approvals.list, { states: [], ...all });
    expect(approvals.items.some(({ approval }) => approval.state === 'pending')).toBe(true);
    expect(approvals.items.every(({ approval, patch }) => patch.approval?.id === approval.id)).toBe(true);
    const events = await ask(contract.events.list, models.events.list, { people: true, ...all });
    expect(events.items.every(({ actor }) => actor.startsWith('person:'))).toBe(true);
    const workers = await ask(contract.workers.list, models.workers.list, { ended: true });
    expect(workers.items.find(({ state }) => state === 'busy')?.current_task_key).not.toBeNull();
    expect((await ask(contract.breakers.list, models.breakers.list, {})).items).toHaveLength(4);
    expect((await ask(contract.tokens.list, models.tokens.list, {})).items).toHaveLength(4);
    expect((await ask(contract.runs.views, models.runs.views, {})).items).toHaveLength(4);
    await ask(contract.budgets.list, models.budgets.list, {});
    const [run = ''] = await ids('select run_id as id from costs limit 1');
    await ask(contract.costs.list, models.costs.list, { run_id: run });
    await ask(contract.runs.counts, models.runs.counts, { search: 'storefront' });
  });

  it('answers single tasks, patches and gates', async () => {
    for (const id of await ids('select distinct on (state) id from tasks'))
      await ask(contract.tasks.get, models.tasks.get, { task_id: id });
    for (const id of await ids('select distinct on (state) id from patch_ledger')) {
      const { history, patch } = await ask(contract.patches.get, models.patches.get, { patch_id: id });
      expect(history[0]).toMatchObject({ event: 'create', from: null, to: 'created' });
      const diff = await ask(contract.patches.diff, models.patches.diff, { patch_id: id });
      expect(diff.files.map(({ path }) => path)).toEqual(patch.files_touched.map(({ path }) => path));
    }
    for (const id of await ids('select distinct on (state, name) id from test_gates'))
      await ask(contract.gates.get, models.gates.get, { gate_id: id });
  });

  it('answers lanes in the order of landing, and says why each patch waits', async () => {
    const { items } = await ask(contract.landing.lanes, models.landing.lanes, {});
    const entries = items.flatMap((lane) => lane.entries);
    expect(entries.map(({ waits_for: why }) => why)).toEqual(
      expect.arrayContaining([
        null,
        'waits for approval',
        expect.stringMatching(/^waits for “[A-Z].+” in front of it$/),
      ]),
    );
    expect(entries.some(({ gates }) => gates.some(({ state }) => state === 'running'))).toBe(true);
    for (const { entries: own } of items)
      expect(own.map(({ position }) => position)).toEqual([...own.keys()]);
  });

  it('tells costs alike by every dimension', async () => {
    const summary = await ask(contract.costs.summary, models.costs.summary, {});
    for (const dimension of ['day', 'model', 'tool', 'template', 'run', 'task', 'resource_type'] as const) {
      const { items } = await ask(contract.costs.by, models.costs.by, { dimension, limit: 1000 });
      const cents = items.reduce((sum, { cost_usd: usd }) => sum + Math.round(Number(usd) * 1e8), 0);
      expect(cents, dimension).toBe(Math.round(Number(summary.cost_usd) * 1e8));
    }
    const { items: days } = await ask(contract.costs.by, models.costs.by, { dimension: 'day' });
    expect(days.map(({ key }) => key)).toEqual(days.map(({ key }) => key).sort());
    expect(Number(summary.wasted_usd)).toBeGreaterThan(0);
    expect(summary.landed_patches).toBe(days.reduce((sum, day) => sum + (day.landed_patches ?? 0), 0));
  });

  it('reads stored templates, and what their runs came to', async () => {
    const { items } = await ask(contract.templates.list, models.templates.list, {});
    expect(items.length).toBe(12);
    expect(items.find(({ name }) => name === 'upgrade-node')).toMatchObject({ tasks: 4 });
    const one = await ask(contract.templates.get, models.templates.get, { name: 'security-patches' });
    expect(one.parameters.advisory_token).toMatchObject({ secret: true });
    expect(one.template.runs).toBeGreaterThan(0);
  });

  it('tells of each tool what it did', async () => {
    const statistics = await models.tools.statistics();
    expect(statistics.get('claude')).toMatchObject({ breaker: { state: 'closed' } });
    expect(statistics.get('claude')?.success_rate).toBeGreaterThan(0.5);
    expect((await models.tools.task_means('upgrade-node')).map(({ tool_id: tool }) => tool)).toContain(
      'claude',
    );
    const { cursor, repositories } = await models.system.surroundings();
    expect(cursor).toMatch(/^\d+-\d+$/);
    expect(repositories).toHaveLength(6);
  });
});
