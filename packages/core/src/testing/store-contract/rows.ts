import type { TableName, Tables } from '../../moves/index.js';
import { aGate, aLedgerEntry, aPatch, aTestExecution } from '../landing-builders.js';
import {
  aComment,
  anApproval,
  anIdempotencyKey,
  aSavedView,
  aStoredTemplate,
  aToken,
} from '../people-builders.js';
import { aDependency, aPhase, aRun, aRunConfig, aTask, aWorkstream } from '../run-builders.js';
import { testId, testStart } from '../test-ids.js';
import { aBreaker, aBudget, aCost, anAttempt, anError, aRoutingDecision, aWorker } from '../work-builders.js';
import type { TestApi, WithStore } from './store-under-test.js';
import { inserting, storeRun } from './stored-run.js';

const odd = 'Zoë 日本 \u{1f469}\u200d\u{1f680} \ttab\r\n"quotes" \\u0041 \\ back\u2028slash';
const instant = '2026-02-28T23:59:59.999Z';

/** A row of each table, every column filled, with values that a careless store would change. */
const fullRows: { readonly [T in TableName]: Tables[T] } = {
  runs: aRun({
    reason: odd,
    config: aRunConfig({ parameters: { text: odd, number: 0.1, truth: false }, env: { A: '' } }),
    plan: { nested: [null, { deep: [1.5, odd, []] }], empty: {} },
    cost_usd: '123456789012345678.000000000001',
    cancel_requested_at: instant,
  }),
  phases: aPhase({ title: odd, acceptance: ['unit', odd], started_at: instant }),
  workstreams: aWorkstream({ scope: ['src/**', odd], max_concurrency: 3 }),
  tasks: aTask({
    classification: { complexity: 'low', domain: odd },
    condition: odd,
    scope: ['a b/*.ts'],
    step: { run: ['echo', odd], env: {}, nothing: null },
    outputs: { key: odd, empty: '' },
    feedback: 'x'.repeat(100_000),
    not_before: instant,
  }),
  dependencies: aDependency({ kind: 'gate', level: 'phase' }),
  attempts: anAttempt({ reserved_usd: '0.10', duration_ms: 1, exit_code: 137, log_path: odd }),
  workers: aWorker({ queue_ids: ['a', 'b'], capabilities: [odd], total_execution_ms: 2_000_000_000 }),
  patches: aPatch({
    attempt_id: testId('attempt'),
    message: odd,
    author: { name: odd, email: 'a@example.org', date: '1700000000 +0130' },
    diff: btoa('\0\xff\r\n'),
  }),
  patch_ledger: aLedgerEntry({
    state: 'quarantined',
    reason: odd,
    validation: { format_ok: true, scope_ok: false, constraints_ok: true, errors: [odd] },
    quarantined_by: 'system',
    quarantined_at: instant,
  }),
  test_gates: aGate({
    criteria: { min_coverage: 80.5 },
    failing: [{ name: odd, file: null, message: odd, line: 7 }],
    coverage_percent: 99.5,
    duration_ms: 12,
  }),
  test_executions: aTestExecution(),
  costs: aCost({ unit_cost: '0.000000000001', total_cost: null, quantity: '0', model: null }),
  budgets: aBudget({ spent_usd: '0.300000000001', warning_threshold: 0.85, warned_at: instant }),
  circuit_breakers: aBreaker({ state: 'open', opened_at: testStart, open_until: instant, reason: odd }),
  routing_decisions: aRoutingDecision({
    candidates: [{ tool_id: 'a', score: 0.123456789, rejected: odd }],
    fallback: true,
  }),
  errors: anError({ message: odd, file: 'a.ts', line: 3 }),
  approvals: anApproval({ state: 'rejected', reason: odd, decided_by: 'person:Zoë', ended_at: instant }),
  patch_comments: aComment({
    path: 'a b/日本.ts',
    side: 'old',
    line: 7,
    body: odd,
    resolved_at: instant,
    resolved_by: 'person:Zoë',
    told_attempt_id: testId('attempt'),
  }),
  templates: aStoredTemplate({ text: odd, description: odd, path: odd, last_run_at: instant }),
  saved_views: aSavedView({ name: odd, query: { search: odd, empty: '' } }),
  api_tokens: aToken({ name: odd, last_used_at: instant, expires_at: instant, revoked_at: instant }),
  idempotency_keys: anIdempotencyKey(),
};

/** That rows come back as they were given. */
export function rowContract({ describe, expect, it }: TestApi, withStore: WithStore): void {
  describe('a stored row', () => {
    it(
      'comes back exactly as it was given, from every table',
      withStore(async ({ store }) => {
        const tables = Object.keys(fullRows) as TableName[];
        await store.commit({
          ...inserting(),
          inserts: tables.map((table) => ({ table, row: fullRows[table] })),
        });
        for (const table of tables) {
          expect(await store.find(table, fullRows[table].id), table).toStrictEqual(fullRows[table]);
          expect(await store.list(table, {}), table).toStrictEqual([fullRows[table]]);
        }
      }),
    );

    it(
      'is a copy: whoever changes it changes nothing in the store',
      withStore(async ({ store }) => {
        const { task } = await storeRun(store);
        const found = await store.find('tasks', task.id);
        found?.scope.push('changed');
        const [listed] = await store.list('tasks', {});
        listed?.scope.push('changed');
        expect(await store.find('tasks', task.id)).toEqual(task);
      }),
    );

    it(
      'is null where no row has the id',
      withStore(async ({ store }) => {
        await storeRun(store);
        expect(await store.find('tasks', testId('missing'))).toBeNull();
        expect(await store.find('runs', "'; drop table runs; --")).toBeNull();
      }),
    );
  });

  describe('heartbeat', () => {
    it(
      'is recorded for the living workers of the list, and changes no version',
      withStore(async ({ store }) => {
        const [first, second] = [aWorker({ version: 3 }), aWorker({ id: testId('worker2') })];
        const ended = aWorker({ id: testId('worker3'), state: 'stopped', ended_at: testStart });
        await store.commit(inserting(['workers', first], ['workers', second], ['workers', ended]));
        await store.heartbeat([first.id, ended.id, testId('missing')], instant);
        expect(await store.list('workers', {})).toEqual([{ ...first, heartbeat_at: instant }, second, ended]);
        await store.heartbeat([], testStart);
        expect(await store.find('workers', first.id)).toMatchObject({ heartbeat_at: instant });
      }),
    );
  });

  describe('forgetKeys', () => {
    it(
      'removes the idempotency keys that were made before an instant, and no other',
      withStore(async ({ store }) => {
        await storeRun(store);
        const old = anIdempotencyKey({ id: 'a'.repeat(64), created_at: testStart });
        const young = anIdempotencyKey({ id: 'b'.repeat(64), created_at: instant });
        await store.commit(inserting(['idempotency_keys', old], ['idempotency_keys', young]));
        await store.forgetKeys(instant);
        expect(await store.list('idempotency_keys', {})).toEqual([young]);
      }),
    );
  });
}
