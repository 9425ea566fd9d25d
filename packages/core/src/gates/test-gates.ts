import type { TestExecutionRecord, TestGate } from '@uet/schemas';
import { UetError } from '../errors/index.js';
import { gateMachine } from '../machines/index.js';
import type { ChangeSet } from '../moves/index.js';
import type { GateDecision } from './verdict.js';

/** What a gate row is made of: which gate, on which tree, for what. */
export type GateSubject = Pick<
  TestGate,
  | 'run_id'
  | 'patch_id'
  | 'phase_id'
  | 'name'
  | 'type'
  | 'criteria'
  | 'commit_id'
  | 'tree_id'
  | 'gate_digest'
  | 'environment_digest'
>;

/** How the command went. */
export interface GateRun {
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly logPath: string | null;
}

/** How many failing cases a row keeps; the parsed report has them all. */
const failingKept = 50;

/** The moves of gates: one row for each execution, whose result never changes. */
export class TestGates {
  readonly #changes: ChangeSet;

  constructor(changes: ChangeSet) {
    this.#changes = changes;
  }

  /** Records a gate that is to be run. */
  open(subject: GateSubject): TestGate {
    return this.#changes.create<TestGate>(gateMachine, {
      ...subject,
      id: this.#changes.newId(),
      state: 'pending',
      version: 0,
      reason: null,
      cached_from: null,
      exit_code: null,
      total: null,
      passed: null,
      failed: null,
      skipped: null,
      coverage_percent: null,
      failing: [],
      log_path: null,
      created_at: this.#changes.now,
      started_at: null,
      ended_at: null,
      duration_ms: null,
    });
  }

  start(gate: TestGate): TestGate {
    return this.#changes.move(gateMachine, gate, 'start', { change: { started_at: this.#changes.now } });
  }

  /** Records the verdict, and the report that it rests on. */
  decide(gate: TestGate, decision: GateDecision, record: TestExecutionRecord | null, run: GateRun): TestGate {
    if (record !== null)
      this.#changes.insert('test_executions', { id: gate.id, run_id: gate.run_id, record });
    const change: Partial<TestGate> = {
      exit_code: run.exitCode,
      duration_ms: run.durationMs,
      log_path: run.logPath,
      ended_at: this.#changes.now,
      failing: decision.failing.slice(0, failingKept),
      ...totalsOf(record),
    };
    const reason = decision.reasons.join('; ') || null;
    const event = ({ passed: 'pass', failed: 'fail', error: 'error' } as const)[decision.verdict];
    return this.#changes.move(gateMachine, gate, event, { reason, change });
  }

  /** Takes over the verdict of an earlier row on the same tree, gate and environment. */
  reuse(gate: TestGate, earlier: TestGate): TestGate {
    if (earlier.state !== 'passed' && earlier.state !== 'failed') {
      throw new UetError(
        'illegal_move',
        `gate ${earlier.id} is ${earlier.state}: it has no verdict to take over`,
      );
    }
    const event = earlier.state === 'passed' ? 'pass' : 'fail';
    return this.#changes.move(gateMachine, this.start(gate), event, {
      reason: earlier.reason,
      change: {
        cached_from: earlier.cached_from ?? earlier.id,
        exit_code: earlier.exit_code,
        total: earlier.total,
        passed: earlier.passed,
        failed: earlier.failed,
        skipped: earlier.skipped,
        coverage_percent: earlier.coverage_percent,
        failing: earlier.failing,
        log_path: earlier.log_path,
        duration_ms: 0,
        ended_at: this.#changes.now,
      },
    });
  }

  /** No verdict could be had. */
  error(gate: TestGate, reason: string): TestGate {
    return this.#changes.move(gateMachine, gate, 'error', {
      reason,
      change: { ended_at: this.#changes.now },
    });
  }

  /** The verdict is not needed any more. */
  skip(gate: TestGate, reason: string): TestGate {
    return this.#changes.move(gateMachine, gate, 'skip', { reason, change: { ended_at: this.#changes.now } });
  }
}

function totalsOf(record: TestExecutionRecord | null): Partial<TestGate> {
  if (record === null) return {};
  return {
    total: record.total,
    passed: record.passed,
    failed: record.failed + record.errored,
    skipped: record.skipped,
    coverage_percent: record.coverage?.lines_percent ?? null,
  };
}
