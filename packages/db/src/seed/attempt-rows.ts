import { createHash } from 'node:crypto';
import type { Attempt, Task } from '@uet/schemas';
import { type DemoRun, dollars } from './demo-run.js';
import { seedTools } from './seed-names.js';
import { instant } from './seed-rows.js';
import type { Try } from './simulate.js';

/** An attempt and what it cost, in units of 10^-8 dollars. */
export interface MadeAttempt {
  readonly attempt: Attempt;
  readonly costUnits: number;
}

/** What is known of an attempt before it is added. */
export interface AttemptCall {
  readonly id: string;
  readonly task: Task;
  readonly number: number;
  readonly made: Try;
  /** Why it failed, where it did. */
  readonly message: string | null;
  /** The worker that holds it now; null for one of the past. */
  readonly workerId: string | null;
}

const isOfTool = (failure: Try['failure']): boolean => failure !== null && failure !== 'gate';

/** Adds an attempt as it is at the moment that is looked at, with costs, error, routing and events. */
export function addAttempt(run: DemoRun, call: AttemptCall): MadeAttempt {
  const { rows, seenMs, workers } = run;
  const { made, task } = call;
  const isRunning = made.endMs > seenMs;
  const workerId = call.workerId ?? workers.past();
  const attempt = rows.add('attempts', attemptOf(run, call, { isRunning, workerId }));
  rows.note('attempt', attempt, { at: made.startMs, trigger: 'start', to: 'running' });
  if (isRunning) return { attempt, costUnits: 0 };
  const { state, reason } = attempt;
  const trigger = state === 'failed' ? 'fail' : 'succeed';
  rows.note('attempt', attempt, { at: made.endMs, trigger, from: 'running', to: state, reason });
  workers.count(workerId, state === 'succeeded', made.endMs - made.startMs);
  if (call.message !== null) addError(run, task, call.message, made);
  if (run.isDetailed) addRouting(run, attempt);
  return { attempt, costUnits: addCosts(run, attempt, made) };
}

function attemptOf(
  run: DemoRun,
  { id, task, number, made, message }: AttemptCall,
  { isRunning, workerId }: { readonly isRunning: boolean; readonly workerId: string },
): Attempt {
  const failed = !isRunning && isOfTool(made.failure);
  const ended = !isRunning;
  return {
    id,
    run_id: run.id,
    task_id: task.id,
    number,
    worker_id: workerId,
    tool_id: made.tool,
    state: isRunning ? 'running' : failed ? 'failed' : 'succeeded',
    version: isRunning ? 0 : 1,
    reason: failed ? message : null,
    failure_kind: failed && made.failure !== null ? made.failure : null,
    error_signature: failed ? signatureOf(message ?? '') : null,
    exit_code: exitCodeOf(made, ended),
    base_commit: run.baseCommit,
    patch_id: null,
    patch_digest: null,
    log_path: null,
    reserved_usd: null,
    started_at: instant(made.startMs),
    ended_at: ended ? instant(made.endMs) : null,
    duration_ms: ended ? Math.round(made.endMs - made.startMs) : null,
  };
}

const signatureOf = (message: string): string =>
  createHash('sha256').update(message.replaceAll(/\d+/g, '0')).digest('hex');

function exitCodeOf({ failure }: Try, ended: boolean): number | null {
  if (!ended || failure === 'spawn_error' || failure === 'worker_lost') return null;
  return failure === 'exit_code' ? 1 : failure?.endsWith('timeout') === true ? null : 0;
}

function addError({ random, rows, id }: DemoRun, task: Task, message: string, { failure, endMs }: Try): void {
  const place = /(\S+\.\w+):(\d+)/.exec(message);
  // One row for each kind of error of a task: the number of the task keeps kinds apart.
  const signature = createHash('sha256').update(`${message} ${endMs}`).digest('hex');
  rows.add('errors', {
    id: random.id(endMs),
    run_id: id,
    task_id: task.id,
    signature,
    category: failure === 'spawn_error' ? 'permanent' : 'transient',
    severity: failure === 'worker_lost' ? 'warning' : 'error',
    code: failure ?? 'exit_code',
    message,
    file: place?.[1] ?? null,
    line: place === null ? null : Number(place[2]),
    first_seen: instant(endMs),
    last_seen: instant(endMs),
    count: 1,
    can_retry: failure !== 'spawn_error',
  });
}

function addRouting({ random, rows }: DemoRun, attempt: Attempt): void {
  const others = ['claude', 'codex', 'gemini'].filter((tool) => tool !== attempt.tool_id).slice(0, 2);
  rows.add('routing_decisions', {
    id: random.id(Date.parse(attempt.started_at)),
    run_id: attempt.run_id,
    task_id: attempt.task_id,
    attempt_id: attempt.id,
    strategy: 'auto',
    candidates: [
      { tool_id: attempt.tool_id, score: 0.62 + random.next() * 0.3, rejected: null },
      ...others.map((tool_id) => {
        return {
          tool_id,
          score: random.next() * 0.6,
          rejected: random.chance(0.2) ? 'its breaker is open' : null,
        };
      }),
    ],
    tool_id: attempt.tool_id,
    rule: 'the tool that the step names',
    fallback: false,
    created_at: attempt.started_at,
  });
}

function addCosts({ random, rows }: DemoRun, attempt: Attempt, { tool, endMs, startMs }: Try): number {
  const kind = seedTools[tool];
  if (kind === undefined || tool === 'patch') return 0;
  const base = { run_id: attempt.run_id, task_id: attempt.task_id, attempt_id: attempt.id, tool_id: tool };
  const common = { ...base, currency: 'USD', created_at: instant(endMs) } as const;
  rows.add('costs', {
    ...common,
    id: random.id(endMs),
    resource_type: 'compute_time',
    quantity: ((endMs - startMs) / 1000).toFixed(3),
    unit: 'second',
    unit_cost: '0',
    total_cost: '0',
    provenance: 'estimated',
    model: null,
    tokens_in: null,
    tokens_out: null,
    tokens_cached: null,
  });
  if (kind.models.length === 0) return 0;
  const [tokensIn, tokensOut, tokensCached] = [
    random.between(4_000, 90_000),
    random.between(600, 14_000),
    random.between(0, 200_000),
  ];
  const isUnpriced = random.chance(0.015);
  const units = Math.round(tokensIn * kind.price[0] * 100 + tokensOut * kind.price[1] * 100);
  rows.add('costs', {
    ...common,
    id: random.id(endMs),
    resource_type: 'tokens',
    quantity: String(tokensIn + tokensOut + tokensCached),
    unit: 'token',
    unit_cost: null,
    total_cost: isUnpriced ? null : dollars(units),
    provenance: isUnpriced ? 'unpriced' : tool === 'claude' ? 'reported' : 'estimated',
    model: random.pick(kind.models),
    tokens_in: tokensIn,
    tokens_out: tokensOut,
    tokens_cached: tokensCached,
  });
  return isUnpriced ? 0 : units;
}
