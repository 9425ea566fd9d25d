import {
  allowsCall,
  type ChangeSet,
  CircuitBreaker,
  CostTracker,
  newBreaker,
  planOfRun,
  type Routing,
  TaskLifecycle,
  UetError,
  WorkerLifecycle,
} from '@uet/core';
import type { Attempt, Budget, PatchComment, RunState, Task, WorkerLifecycleRow, WsStep } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { isBuiltIn } from './built-in-tools.js';
import { openCommentsOf } from './open-comments.js';
import { estimateOf } from './price-attempt.js';
import { routeTask } from './route-task.js';

/** A task that this worker holds: its attempt is the fencing token of every later write. */
export interface Lease {
  readonly run: RunState;
  readonly task: Task;
  readonly attempt: Attempt;
  readonly worker: WorkerLifecycleRow;
  /** What people said of earlier patches of the task: the attempt is told. */
  readonly comments: readonly PatchComment[];
}

/**
 * Takes a queued task: routes it, reserves its budget, and begins an attempt, all in one transaction.
 *
 * Null where there is nothing to do: somebody else took it, its run is paused or canceled, its breaker is open,
 * or it failed here and now because no tool or no budget is left. `unfit` where it is the worker that may not take it.
 */
export async function leaseTask(
  context: EngineContext,
  idle: WorkerLifecycleRow,
  taskId: string,
): Promise<Lease | 'unfit' | null> {
  try {
    return await tryToLease(context, idle, taskId);
  } catch (error) {
    // Two that take one task, or are the first to call a tool, make the same row: the loser looks again.
    if (!(error instanceof UetError) || error.code !== 'already_exists') throw error;
    return tryToLease(context, idle, taskId);
  }
}

async function tryToLease(
  context: EngineContext,
  idle: WorkerLifecycleRow,
  taskId: string,
): Promise<Lease | 'unfit' | null> {
  return transact(context, `worker:${idle.id}`, async (changes, isFirst) => {
    const task = await context.store.find('tasks', taskId);
    if (task?.state !== 'queued') return null;
    const run = await context.store.find('runs', task.run_id);
    if (run?.state !== 'running' || run.cancel_requested_at !== null) return null;
    const worker = isFirst ? idle : await context.store.find('workers', idle.id);
    // Paused, taken for dead, or still on record with what it has given up.
    if (worker?.state !== 'idle') return 'unfit';
    return new Leasing(context, changes, { run, task, worker }).take();
  });
}

/** The budgets that cover one attempt: the run's, its workstream's, its tool's and its own. */
export async function budgetsOf(
  context: EngineContext,
  run: RunState,
  task: Task,
  toolId: string,
): Promise<Budget[]> {
  if (!hasBudget(run, task)) return [];
  const budgets = await context.store.list('budgets', { run_id: task.run_id });
  const subjects: Record<Budget['level'], string> = {
    run: task.run_id,
    workstream: task.workstream_id,
    tool: toolId,
    task: task.id,
  };
  return budgets.filter(({ level, subject }) => subjects[level] === subject);
}

/** False where the plan sets no budget that could cover the task: most runs cost nothing, and ask nothing. */
function hasBudget(run: RunState, task: Task): boolean {
  const { budget, workstreams } = planOfRun(run);
  const own = (task.step as WsStep).budget;
  return (
    run.config.budget !== null ||
    budget !== null ||
    own !== undefined ||
    workstreams.some((each) => each.budget !== null)
  );
}

interface LeaseRows {
  readonly run: RunState;
  readonly task: Task;
  readonly worker: WorkerLifecycleRow;
}

class Leasing {
  readonly #context: EngineContext;
  readonly #changes: ChangeSet;
  readonly #rows: LeaseRows;
  readonly #tasks: TaskLifecycle;

  constructor(context: EngineContext, changes: ChangeSet, rows: LeaseRows) {
    this.#context = context;
    this.#changes = changes;
    this.#rows = rows;
    this.#tasks = new TaskLifecycle(changes);
  }

  async take(): Promise<Lease | null> {
    const routing = await this.#route();
    if (routing instanceof UetError) return this.#failAtOnce(routing, 'spawn_error');
    if (!(await this.#passesBreaker(routing.tool_id))) return null;
    const budgets = await budgetsOf(this.#context, this.#rows.run, this.#rows.task, routing.tool_id);
    const estimate = estimateOf(this.#context, this.#rows.task, routing.tool_id);
    const reservation = new CostTracker(this.#changes).reserve(budgets, estimate);
    if (!reservation.granted) {
      return this.#failAtOnce(new UetError(reservation.code, reservation.reason), 'budget');
    }
    const comments = await openCommentsOf(this.#context, this.#rows.run, this.#rows.task);
    return this.#begin(routing, reservation.reserved, comments);
  }

  async #route(): Promise<Routing | UetError> {
    try {
      return await routeTask(this.#context, this.#rows.run, this.#rows.task);
    } catch (error) {
      if (error instanceof UetError && error.code === 'no_tool') return error;
      throw error;
    }
  }

  /** False, with the task blocked, where the tool's breaker opened since the task was queued. */
  async #passesBreaker(toolId: string): Promise<boolean> {
    if (isBuiltIn(toolId)) return true;
    const breaker = await this.#context.store.find('circuit_breakers', toolId);
    if (breaker === null) {
      this.#changes.insert('circuit_breakers', newBreaker(toolId));
      return true;
    }
    if (allowsCall(breaker, this.#changes.now)) {
      if (breaker.state !== 'closed') new CircuitBreaker(this.#changes).probe(breaker);
      return true;
    }
    const { run, task } = this.#rows;
    const until = breaker.open_until ?? new Date(Date.parse(this.#changes.now) + 1000).toISOString();
    this.#tasks.block(task, `the breaker of ${toolId} is ${breaker.state}`, until);
    this.#changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id, runAt: until });
    return false;
  }

  #begin(routing: Routing, reserved: string, comments: readonly PatchComment[]): Lease {
    const { run, task, worker } = this.#rows;
    const attempt = this.#newAttempt(routing.tool_id, reserved);
    const started = this.#tasks.start(task, attempt);
    for (const comment of comments) {
      if (comment.told_attempt_id === null)
        this.#changes.change('patch_comments', comment, { told_attempt_id: attempt.id });
    }
    // What a step is made of (`run:`, `patch:`, `noop:`) is no decision; every other choice is recorded.
    if (!isBuiltIn(routing.tool_id)) this.#recordRouting(routing, attempt);
    return {
      run,
      task: started,
      attempt,
      comments,
      worker: new WorkerLifecycle(this.#changes).assignTask(worker, task.id),
    };
  }

  #recordRouting(routing: Routing, attempt: Attempt): void {
    this.#changes.insert('routing_decisions', {
      ...routing,
      id: this.#changes.newId(),
      run_id: attempt.run_id,
      task_id: attempt.task_id,
      attempt_id: attempt.id,
      created_at: this.#changes.now,
    });
  }

  /** The attempt ends before it began: it is recorded all the same, so that a person sees why. */
  #failAtOnce(error: UetError, kind: 'spawn_error' | 'budget'): null {
    const { run, task } = this.#rows;
    const attempt = this.#newAttempt(task.tool_id ?? 'none', '0');
    const started = this.#tasks.start(task, attempt);
    const message = error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
    this.#tasks.failAttempt(started, attempt, { kind, message, category: 'permanent', chance: 0 });
    this.#changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
    return null;
  }

  #newAttempt(toolId: string, reserved: string): Attempt {
    const { run, task, worker } = this.#rows;
    return {
      id: this.#changes.newId(),
      run_id: run.id,
      task_id: task.id,
      number: task.attempts_total + 1,
      worker_id: worker.id,
      tool_id: toolId,
      state: 'running',
      version: 0,
      reason: null,
      failure_kind: null,
      error_signature: null,
      exit_code: null,
      base_commit: null,
      patch_id: null,
      patch_digest: null,
      log_path: null,
      reserved_usd: reserved,
      started_at: this.#changes.now,
      ended_at: null,
      duration_ms: null,
    };
  }
}
