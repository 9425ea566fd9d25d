import type { TestExecutionRecord } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { gateMachine } from '../machines/index.js';
import { ChangeSet } from '../moves/index.js';
import { aGate, aTestExecution, CountingIds, FixedClock, inState, testId } from '../testing/index.js';
import { type GateDecision, TestGates } from './index.js';

const now = '2026-03-01T00:00:00.000Z';
const ran = { exitCode: 1, durationMs: 1200, logPath: '/logs/gate' };
const running = inState(gateMachine, aGate(), 'running');

function setUp() {
  const changes = new ChangeSet({ clock: new FixedClock(now), ids: new CountingIds(), actor: 'system' });
  return { changes, gates: new TestGates(changes) };
}

const failing = (count: number): GateDecision['failing'] =>
  Array.from({ length: count }, (_, index) => ({
    name: `case ${index}`,
    file: null,
    message: null,
    line: null,
  }));

describe('TestGates', () => {
  it('opens a gate as a new row each time', () => {
    const { changes, gates } = setUp();
    const first = gates.open(aGate());
    const second = gates.open(aGate());
    expect(first).toEqual(aGate({ id: first.id, created_at: now }));
    expect(second.id).not.toBe(first.id);
    expect(changes.inserts).toHaveLength(2);
    expect(gates.start(first)).toMatchObject({ state: 'running', started_at: now });
  });

  it('records a verdict with its reasons, the totals, and the report that it rests on', () => {
    const { changes, gates } = setUp();
    const record: TestExecutionRecord = {
      ...aTestExecution().record,
      total: 5,
      passed: 2,
      failed: 1,
      errored: 1,
      skipped: 1,
      coverage: { lines_percent: 87.5 },
    };
    const decision: GateDecision = {
      verdict: 'failed',
      reasons: ['2 tests failed', 'too little'],
      failing: failing(2),
    };
    expect(gates.decide(running, decision, record, ran)).toMatchObject({
      state: 'failed',
      reason: '2 tests failed; too little',
      exit_code: 1,
      duration_ms: 1200,
      log_path: '/logs/gate',
      total: 5,
      passed: 2,
      failed: 2,
      skipped: 1,
      coverage_percent: 87.5,
      failing: failing(2),
      ended_at: now,
    });
    expect(changes.inserts).toEqual([
      { table: 'test_executions', row: { id: running.id, run_id: running.run_id, record } },
    ]);
  });

  it('passes without reasons, and without coverage where none was measured', () => {
    const passed: GateDecision = { verdict: 'passed', reasons: [], failing: [] };
    expect(setUp().gates.decide(running, passed, aTestExecution().record, ran)).toMatchObject({
      state: 'passed',
      reason: null,
      coverage_percent: null,
    });
  });

  it('keeps the first fifty failing cases, and no report where there was none', () => {
    const { changes, gates } = setUp();
    const decision: GateDecision = { verdict: 'error', reasons: ['no report'], failing: failing(60) };
    const gate = gates.decide(running, decision, null, ran);
    expect(gate).toMatchObject({ state: 'error', total: null, coverage_percent: null });
    expect(gate.failing).toEqual(failing(50));
    expect(changes.inserts).toEqual([]);
  });

  it.each(['passed', 'failed'] as const)('takes over an earlier verdict: %s', (state) => {
    const { changes, gates } = setUp();
    const earlier = inState(
      gateMachine,
      aGate({ id: testId('earlier'), total: 3, passed: 2, failed: 1, skipped: 0, failing: failing(1) }),
      state,
    );
    const reused = gates.reuse(aGate(), earlier);
    expect(reused).toMatchObject({
      state,
      reason: earlier.reason,
      cached_from: earlier.id,
      total: 3,
      failing: failing(1),
      duration_ms: 0,
      started_at: now,
      ended_at: now,
    });
    expect(changes.events.map(({ trigger }) => trigger)).toEqual([
      'start',
      state === 'passed' ? 'pass' : 'fail',
    ]);
    const third = aGate({ id: testId('third') });
    expect(setUp().gates.reuse(third, reused).cached_from).toBe(earlier.id);
  });

  it.each(['error', 'skipped', 'running'] as const)('takes over nothing from a gate that is %s', (state) => {
    const earlier = inState(gateMachine, aGate({ id: testId('earlier') }), state);
    expect(() => setUp().gates.reuse(aGate(), earlier)).toThrow(
      expect.objectContaining({ code: 'illegal_move', message: expect.stringContaining(earlier.id) }),
    );
  });

  it('ends without a verdict', () => {
    expect(setUp().gates.error(aGate(), 'command not found')).toMatchObject({
      state: 'error',
      reason: 'command not found',
      ended_at: now,
    });
    expect(setUp().gates.skip(running, 'interrupted')).toMatchObject({ state: 'skipped', ended_at: now });
  });
});
