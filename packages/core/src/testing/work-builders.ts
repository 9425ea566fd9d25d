import type {
  Attempt,
  Budget,
  CircuitBreakerRow,
  CostRecord,
  ErrorCapture,
  RoutingDecision,
  WorkerLifecycleRow,
} from '@uet/schemas';
import { objectId, testId, testStart } from './test-ids.js';

/** A running attempt of {@link aTask}. */
export function anAttempt(change: Partial<Attempt> = {}): Attempt {
  return {
    id: testId('attempt'),
    run_id: testId('run'),
    task_id: testId('task'),
    number: 1,
    worker_id: testId('worker'),
    tool_id: 'command',
    state: 'running',
    version: 0,
    reason: null,
    failure_kind: null,
    error_signature: null,
    exit_code: null,
    base_commit: objectId('a'),
    patch_id: null,
    patch_digest: null,
    log_path: null,
    reserved_usd: null,
    started_at: testStart,
    ended_at: null,
    duration_ms: null,
    ...change,
  };
}

/** An idle worker. */
export function aWorker(change: Partial<WorkerLifecycleRow> = {}): WorkerLifecycleRow {
  return {
    id: testId('worker'),
    type: 'executor',
    state: 'idle',
    version: 0,
    reason: null,
    pool: 'main',
    host: 'localhost',
    pid: 1,
    process_started: '1',
    queue_ids: [],
    capabilities: [],
    current_task_id: null,
    heartbeat_at: testStart,
    tasks_completed: 0,
    tasks_failed: 0,
    total_execution_ms: 0,
    started_at: testStart,
    ended_at: null,
    ...change,
  };
}

/** A closed breaker that has seen nothing yet. */
export function aBreaker(change: Partial<CircuitBreakerRow> = {}): CircuitBreakerRow {
  return {
    id: 'claude',
    state: 'closed',
    version: 0,
    reason: null,
    consecutive_failures: 0,
    opened_at: null,
    open_until: null,
    ...change,
  };
}

/** A halting budget of a run: $10, nothing reserved, nothing spent. */
export function aBudget(change: Partial<Budget> = {}): Budget {
  return {
    id: testId('budget'),
    run_id: testId('run'),
    level: 'run',
    subject: testId('run'),
    version: 0,
    max_cost_usd: '10',
    warning_threshold: 0.8,
    enforcement: 'halt',
    reserved_usd: '0',
    spent_usd: '0',
    warned_at: null,
    exhausted_at: null,
    ...change,
  };
}

/** What the tokens of {@link anAttempt} cost. */
export function aCost(change: Partial<CostRecord> = {}): CostRecord {
  return {
    id: testId('cost'),
    run_id: testId('run'),
    task_id: testId('task'),
    attempt_id: testId('attempt'),
    tool_id: 'claude',
    resource_type: 'tokens',
    quantity: '1500',
    unit: 'token',
    unit_cost: '0.000003',
    total_cost: '0.0045',
    currency: 'USD',
    provenance: 'estimated',
    model: 'large',
    tokens_in: 1000,
    tokens_out: 500,
    tokens_cached: 0,
    created_at: testStart,
    ...change,
  };
}

/** The decision that gave {@link anAttempt} its tool. */
export function aRoutingDecision(change: Partial<RoutingDecision> = {}): RoutingDecision {
  return {
    id: testId('decision'),
    run_id: testId('run'),
    task_id: testId('task'),
    attempt_id: testId('attempt'),
    strategy: 'auto',
    candidates: [{ tool_id: 'claude', score: 0.5, rejected: null }],
    tool_id: 'claude',
    rule: 'rule 1',
    fallback: false,
    created_at: testStart,
    ...change,
  };
}

/** An error of {@link anAttempt}, seen once. */
export function anError(change: Partial<ErrorCapture> = {}): ErrorCapture {
  return {
    id: testId('error'),
    run_id: testId('run'),
    task_id: testId('task'),
    signature: 'e'.repeat(64),
    category: 'transient',
    severity: 'error',
    code: 'exit_code',
    message: 'exit code 1: no such file',
    file: null,
    line: null,
    first_seen: testStart,
    last_seen: testStart,
    count: 1,
    can_retry: true,
    ...change,
  };
}
