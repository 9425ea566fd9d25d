import { ChangeSet, flakyCases } from '@uet/core';
import {
  aCost,
  aGate,
  aLedgerEntry,
  anAttempt,
  aPatch,
  aPhase,
  aRun,
  aTask,
  aTestExecution,
  aWorkstream,
  CountingIds,
  FixedClock,
  testId,
} from '@uet/core/testing';
import type { TestExecutionRecord } from '@uet/schemas';
import { contract } from '@uet/schemas/api';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPool } from '../../open-pool.js';
import { PostgresStore } from '../../store/postgres-store.js';
import { createTestDatabase } from '../../testing/test-database.js';
import { type ApiModels, openApiModels } from '../api-models.js';

let pool: pg.Pool;
let models: ApiModels;
const ended = '2026-01-01T00:05:00.000Z';
const passed = { state: 'passed', started_at: ended, ended_at: ended } as const;
const failed = { ...passed, state: 'failed', reason: '1 of 2 cases failed' } as const;

const reportOf = (status: 'passed' | 'failed'): TestExecutionRecord => {
  const base = aTestExecution().record;
  const one = { file: null, duration_ms: 3, message: status === 'failed' ? 'no' : null, line: null };
  return {
    ...base,
    cases: [
      { ...one, suite: 'Cart', name: 'steady', status: 'passed' },
      { ...one, suite: 'Cart', name: 'flaky', status },
    ],
  };
};

beforeAll(async () => {
  pool = openPool({ connectionString: (await createTestDatabase(inject('templateUrl'))).url });
  models = openApiModels(pool, { now: () => new Date('2026-01-01T12:00:00.000Z') });
  const changes = new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });
  changes.insert('runs', aRun({ plan: { gates: [{ name: 'unit', run: ['npm', 'test', "it's"] }] } }));
  changes.insert('runs', aRun({ id: testId('elsewhere'), repository: '/other' }));
  changes.insert('phases', aPhase());
  changes.insert('workstreams', aWorkstream());
  changes.insert('tasks', aTask({ state: 'completed', ended_at: ended }));
  addGates(changes);
  addCosts(changes);
  await new PostgresStore(pool).commit(changes);
});

afterAll(() => pool.end());

/** Two runs of one gate on one tree with another result, one on another tree, and one of another repository. */
function addGates(changes: ChangeSet): void {
  const tree = (digit: string) => ({ tree_id: digit.repeat(40) });
  changes.insert('test_gates', aGate({ id: testId('g1'), ...failed, ...tree('1') }));
  changes.insert('test_gates', aGate({ id: testId('g2'), ...passed, ...tree('1') }));
  changes.insert('test_gates', aGate({ id: testId('g3'), ...failed, ...tree('3') }));
  const elsewhere = { run_id: testId('elsewhere'), phase_id: null };
  changes.insert('test_gates', aGate({ id: testId('g4'), ...passed, ...tree('4'), ...elsewhere }));
  for (const [name, status] of [
    ['g1', 'failed'],
    ['g2', 'passed'],
    ['g3', 'failed'],
    ['g4', 'passed'],
  ] as const) {
    const runId = name === 'g4' ? testId('elsewhere') : testId('run');
    changes.insert('test_executions', { id: testId(name), run_id: runId, record: reportOf(status) });
  }
}

/** One attempt whose patch landed for 0.3, and one that failed for 0.1; what adds up is no binary fraction. */
function addCosts(changes: ChangeSet): void {
  const good = { state: 'succeeded', ended_at: ended, worker_id: null, patch_id: testId('patch') } as const;
  changes.insert(
    'attempts',
    anAttempt({
      id: testId('a1'),
      number: 1,
      tool_id: 'codex',
      worker_id: null,
      state: 'failed',
      failure_kind: 'exit_code',
      reason: 'x',
      ended_at: ended,
    }),
  );
  changes.insert('attempts', anAttempt({ id: testId('a2'), number: 2, tool_id: 'claude', ...good }));
  changes.insert('patches', aPatch({ attempt_id: testId('a2') }));
  const landed = {
    state: 'committed',
    commit_id: 'c'.repeat(40),
    tree_id: 'd'.repeat(40),
    committed_at: ended,
  } as const;
  changes.insert('patch_ledger', aLedgerEntry({ ...landed, queued_at: ended }));
  const cost = (id: string, attempt: string, change: Parameters<typeof aCost>[0]) =>
    changes.insert(
      'costs',
      aCost({ id: testId(id), attempt_id: testId(attempt), created_at: ended, ...change }),
    );
  cost('c1', 'a1', { tool_id: 'codex', total_cost: '0.1', created_at: '2025-12-31T23:59:59.999Z' });
  cost('c2', 'a2', { total_cost: '0.2' });
  cost('c3', 'a2', { total_cost: '0.100000000001' });
  cost('c4', 'a2', { total_cost: null, provenance: 'unpriced' });
}

describe('getGate', () => {
  it('tells which cases are flaky as core does, and what was run', async () => {
    const expected = flakyCases([reportOf('failed'), reportOf('passed')]);
    const { gate, command, execution } = contract.gates.get.output.parse(
      await models.gates.get({ gate_id: testId('g2') }),
    );
    const flaky = execution?.cases.filter((one) => one.flaky).map(({ suite, name }) => `${suite} > ${name}`);
    expect([flaky, gate.flaky_cases]).toEqual([expected, 1]);
    expect(command).toBe(String.raw`npm test 'it'\''s'`);
    const { execution: other } = await models.gates.get({ gate_id: testId('g3') });
    expect(other?.cases.map(({ name, flaky: isFlaky }) => [name, isFlaky])).toEqual([
      ['flaky', false],
      ['steady', false],
    ]);
  });
});

describe('historyOfCase', () => {
  it('tells how one case ended in the same repository, the newest first', async () => {
    const input = { run_id: testId('run'), gate: 'unit', name: 'flaky', suite: 'Cart' };
    const { items } = await models.gates.history(contract.gates.history.input.parse(input));
    expect(items.map(({ gate_id: id, status }) => [id, status])).toEqual([
      [testId('g3'), 'failed'],
      [testId('g2'), 'passed'],
      [testId('g1'), 'failed'],
    ]);
    const unknown = await models.gates.history(
      contract.gates.history.input.parse({ ...input, suite: 'Shop' }),
    );
    expect(unknown.items).toEqual([]);
  });
});

describe('costsByDimension', () => {
  const by = async (input: object) =>
    (await models.costs.by(contract.costs.by.input.parse(input))).items.map(
      ({ key, cost_usd: usd, landed_patches: landed, unpriced }) => [key, usd, landed, unpriced],
    );

  it('adds up exactly, by day in UTC, with what landed for it', async () => {
    expect(await by({ dimension: 'day' })).toEqual([
      ['2025-12-31', '0.1', 0, 0],
      ['2026-01-01', '0.300000000001', 1, 1],
    ]);
    expect(await by({ dimension: 'tool' })).toEqual([
      ['claude', '0.300000000001', 1, 1],
      ['codex', '0.1', 0, 0],
    ]);
    expect(await by({ dimension: 'day', limit: 1 })).toHaveLength(1);
    expect(await by({ dimension: 'day', until: '2026-01-01T00:00:00Z' })).toEqual([
      ['2025-12-31', '0.1', 0, 0],
    ]);
  });

  it('summarizes with what was wasted, and what each landed patch cost', async () => {
    const summary = await models.costs.summary(contract.costs.summary.input.parse({}));
    expect(summary).toMatchObject({
      cost_usd: '0.400000000001',
      wasted_usd: '0.1',
      landed_patches: 1,
      cost_per_landed_patch_usd: '0.400000000001',
      unpriced: 1,
    });
  });

  it('draws what was spent over time', async () => {
    const { points } = await models.budgets.burn_down({ run_id: testId('run') });
    expect(points.map(({ spent_usd: spent }) => spent)).toEqual([
      '0.1',
      '0.3',
      '0.400000000001',
      '0.400000000001',
    ]);
  });
});
