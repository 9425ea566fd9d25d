import { createHash } from 'node:crypto';
import { isFinal, runMachine } from '@uet/core';
import type { TestCase, TestGate } from '@uet/schemas';
import type { DemoRun } from './demo-run.js';
import { failingCase, testFile } from './failure-texts.js';
import { instant } from './seed-rows.js';

/** What is tested, and how it goes. */
export interface GateCall {
  readonly name: 'lint' | 'unit_tests' | 'acceptance';
  readonly patchId: string | null;
  readonly phaseId: string | null;
  readonly commit: string;
  readonly tree: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly verdict: 'passed' | 'failed' | 'error';
}

const types = { lint: 'lint', unit_tests: 'unit_tests', acceptance: 'integration_tests' } as const;
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Adds a gate as it is at the moment that is looked at, with its report. */
export function addGate(run: DemoRun, call: GateCall): void {
  const { random, rows, seenMs } = run;
  if (call.startMs > seenMs) return;
  const id = random.id(call.startMs);
  const isRunning = call.endMs > seenMs;
  const failing =
    call.verdict === 'failed' && call.name !== 'lint' ? [failingCase(random, run.repository)] : [];
  const cases = isRunning || call.name === 'lint' || call.verdict === 'error' ? [] : casesOf(run, failing);
  const base = startedGate(run, call, id);
  const gate = isRunning ? leftGate(run, base) : endedGate(base, call, { cases, failing });
  rows.add('test_gates', gate);
  rows.note('gate', gate, { at: call.startMs, trigger: 'start', from: 'pending', to: 'running' });
  if (gate.state === 'skipped')
    rows.note('gate', gate, {
      at: seenMs,
      trigger: 'skip',
      from: 'running',
      to: 'skipped',
      reason: gate.reason,
    });
  if (isRunning) return;
  const trigger = { passed: 'pass', failed: 'fail', error: 'error' }[call.verdict];
  rows.note('gate', gate, { at: call.endMs, trigger, from: 'running', to: gate.state, reason: gate.reason });
  if (cases.length > 0 && (run.isDetailed || failing.length > 0)) addReport(run, gate, cases);
}

/** A gate that runs goes on, unless its run ended around it. */
const leftGate = ({ state, seenMs }: DemoRun, gate: TestGate): TestGate =>
  state === 'failed' || isFinal(runMachine, state)
    ? { ...gate, state: 'skipped', version: 2, reason: 'interrupted', ended_at: instant(seenMs) }
    : gate;

function startedGate(run: DemoRun, call: GateCall, id: string): TestGate {
  return {
    id,
    run_id: run.id,
    patch_id: call.patchId,
    phase_id: call.phaseId,
    name: call.name,
    type: types[call.name],
    state: 'running',
    version: 1,
    reason: null,
    criteria: {},
    commit_id: call.commit,
    tree_id: call.tree,
    gate_digest: digestOf(`${run.plan.sha256} ${call.name}`),
    environment_digest: digestOf(run.repository.path),
    cached_from: null,
    exit_code: null,
    total: null,
    passed: null,
    failed: null,
    skipped: null,
    coverage_percent: null,
    failing: [],
    log_path: null,
    created_at: instant(call.startMs - 40),
    started_at: instant(call.startMs),
    ended_at: null,
    duration_ms: null,
  };
}

interface Seen {
  readonly cases: readonly TestCase[];
  readonly failing: ReadonlyArray<ReturnType<typeof failingCase>>;
}

function endedGate(
  gate: TestGate,
  { verdict, startMs, endMs }: GateCall,
  { cases, failing }: Seen,
): TestGate {
  const total = gate.type === 'lint' ? 1 : cases.length;
  const failed = verdict === 'failed' ? Math.max(1, failing.length) : 0;
  const reasons = {
    passed: null,
    failed: gate.type === 'lint' ? 'exit code 1' : `${failed} of ${total} cases failed`,
    error: 'no report: reports/junit.xml is not there',
  };
  const counts = verdict === 'error' ? {} : { total, passed: total - failed, failed, skipped: 0 };
  return {
    ...gate,
    ...counts,
    state: verdict,
    version: 2,
    reason: reasons[verdict],
    exit_code: verdict === 'passed' ? 0 : 1,
    coverage_percent: gate.type === 'unit_tests' && verdict === 'passed' ? 81.5 + (startMs % 90) / 10 : null,
    failing: failing.map(({ name, file, line, message }) => ({ name, file, line, message })),
    ended_at: instant(endMs),
    duration_ms: Math.round(endMs - startMs),
  };
}

/** All cases of the repository, of which these failed. */
function casesOf({ random, repository }: DemoRun, failing: Seen['failing']): TestCase[] {
  return Object.entries(repository.suites).flatMap(([suite, names]) =>
    names.map((name): TestCase => {
      const failure = failing.find((each) => each.suite === suite && each.test === name);
      return {
        name,
        file: testFile(repository, suite),
        suite,
        status: failure === undefined ? 'passed' : 'failed',
        duration_ms: random.between(1, 900),
        message: failure?.message ?? null,
        line: failure?.line ?? null,
      };
    }),
  );
}

function addReport({ rows }: DemoRun, gate: TestGate, cases: TestCase[]): void {
  const { total, passed, failed } = gate;
  rows.add('test_executions', {
    id: gate.id,
    run_id: gate.run_id,
    record: {
      format: 'junit',
      total: total ?? 0,
      passed: passed ?? 0,
      failed: failed ?? 0,
      skipped: 0,
      errored: 0,
      duration_ms: cases.reduce((sum, { duration_ms: ms }) => sum + (ms ?? 0), 0),
      cases,
      coverage: null,
      plan: null,
    },
  });
}
