import type { Attempt, ErrorCategory, FailureKind, Task } from '@uet/schemas';
import { attemptMachine, taskMachine } from '../machines/index.js';
import type { ChangeSet } from '../moves/index.js';
import { backoffMs } from '../retry/index.js';

/** A task without its compiled step: all that its moves need. */
export type TaskRow = Omit<Task, 'step'>;

/** The reason of a task that its condition excluded; what depends on it goes on. */
export const conditionNotMet = 'condition_not_met';
/** The reason of a task whose dependency failed. */
export const dependencyFailed = 'dependency_failed';
/** The reason of a task whose patch a person dropped: its work is not wanted any more. */
export const patchDropped = 'patch_dropped';

/** How often the same error may come back before a task is given up. */
const sameErrorLimit = 3;

/** What went wrong with an attempt, and what is known about trying again. */
export interface AttemptFailure {
  readonly kind: FailureKind;
  /** One line for a person. */
  readonly message: string;
  readonly category: ErrorCategory;
  /** What the next attempt is told: failing cases, violated rules. */
  readonly feedback?: string | null;
  readonly signature?: string | null;
  /** How often this signature was seen in this task before. */
  readonly sameErrorSeen?: number;
  /** True where the same diff was made before: trying again goes in circles. */
  readonly oscillates?: boolean;
  /** A number in [0, 1) for the jitter of the back-off. */
  readonly chance: number;
  /** The wait that the provider asked for, in milliseconds. */
  readonly retryAfterMs?: number | null;
}

/** The moves of tasks and their attempts. */
export class TaskLifecycle {
  readonly #changes: ChangeSet;

  constructor(changes: ChangeSet) {
    this.#changes = changes;
  }

  enqueue<T extends TaskRow>(task: T): T {
    return this.#changes.move(taskMachine, task, 'enqueue', {
      change: { queued_at: this.#changes.now, not_before: null } as Partial<T>,
    });
  }

  block<T extends TaskRow>(task: T, reason: string, until: string | null = null): T {
    return this.#changes.move(taskMachine, task, 'block', {
      reason,
      change: { not_before: until } as Partial<T>,
    });
  }

  unblock<T extends TaskRow>(task: T): T {
    return this.#changes.move(taskMachine, task, 'unblock', { change: { not_before: null } as Partial<T> });
  }

  /** Begins an attempt: the task is `running`, and the attempt is its lease. */
  start<T extends TaskRow>(task: T, attempt: Attempt): T {
    this.#changes.create(attemptMachine, attempt, {
      trigger: 'start',
      payload: { number: attempt.number },
    });
    return this.#changes.move(taskMachine, task, 'start', {
      change: {
        started_at: task.started_at ?? this.#changes.now,
        attempts_total: attempt.number,
        tool_id: attempt.tool_id,
        lease_attempt_id: attempt.id,
        lease_worker_id: attempt.worker_id,
        patch_id: null,
      } as Partial<T>,
    });
  }

  /** The tool did its work: the attempt succeeded, the task waits for its patch to be judged and landed. */
  finish<T extends TaskRow>(
    task: T,
    attempt: Attempt,
    result: Partial<Attempt>,
    outputs: Task['outputs'],
  ): T {
    this.#changes.move(attemptMachine, attempt, 'succeed', {
      change: { ...result, ended_at: this.#changes.now },
    });
    return this.#changes.move(taskMachine, task, 'finish', {
      change: {
        outputs,
        patch_id: result.patch_id ?? null,
        attempts_used: this.#latest(task).attempts_used + 1,
        lease_attempt_id: null,
        lease_worker_id: null,
      } as Partial<T>,
    });
  }

  /** The task is done: it has no patch, or its patch landed. */
  complete<T extends TaskRow>(task: T): T {
    return this.#changes.move(taskMachine, task, 'complete', {
      change: { ended_at: this.#changes.now, last_error: null } as Partial<T>,
    });
  }

  /** The tool failed: the attempt ends, and the task is tried again or given up. */
  failAttempt<T extends TaskRow>(
    task: T,
    attempt: Attempt,
    failure: AttemptFailure,
    result: Partial<Attempt> = {},
  ): T {
    this.#changes.move(attemptMachine, attempt, 'fail', {
      reason: failure.message,
      change: {
        ...result,
        failure_kind: failure.kind,
        error_signature: failure.signature ?? null,
        ended_at: this.#changes.now,
      },
    });
    const current = this.#latest(task);
    const attemptsUsed = current.attempts_used + (usesNoAttempt(failure) ? 0 : 1);
    return this.#retryOrFail(current, failure, {
      attempts_used: attemptsUsed,
      patch_id: result.patch_id ?? null,
    } as Partial<T>);
  }

  /** The work of a finished attempt was refused (policy, gate): the task is tried again or given up. */
  refuse<T extends TaskRow>(task: T, failure: AttemptFailure): T {
    return this.#retryOrFail(this.#latest(task), failure, {});
  }

  /** A person stopped the attempt, or the run. */
  cancelAttempt(attempt: Attempt, reason: string, result: Partial<Attempt> = {}): Attempt {
    return this.#changes.move(attemptMachine, attempt, 'cancel', {
      reason,
      change: { ...result, ended_at: this.#changes.now },
    });
  }

  cancel<T extends TaskRow>(task: T, reason: string): T {
    return this.#changes.move(taskMachine, task, 'cancel', {
      reason,
      change: { ended_at: this.#changes.now, lease_attempt_id: null, lease_worker_id: null } as Partial<T>,
    });
  }

  #retryOrFail<T extends TaskRow>(task: T, failure: AttemptFailure, counted: Partial<T>): T {
    const attemptsUsed = counted.attempts_used ?? task.attempts_used;
    const change = {
      ...counted,
      last_error: failure.message,
      feedback: failure.feedback ?? null,
      lease_attempt_id: null,
      lease_worker_id: null,
    };
    const verdict = givenUpBecause(task, failure, attemptsUsed);
    if (verdict !== null) {
      return this.#changes.move(taskMachine, task, 'fail', {
        reason: verdict,
        change: { ...change, ended_at: this.#changes.now } as Partial<T>,
      });
    }
    // What uses no attempt may come again and again: the wait grows all the same.
    const tries = usesNoAttempt(failure) ? task.attempts_total : attemptsUsed;
    const waitMs = failure.retryAfterMs ?? backoffMs(tries, failure.chance);
    const notBefore = new Date(Date.parse(this.#changes.now) + waitMs).toISOString();
    return this.#changes.move(taskMachine, task, 'retry', {
      reason: failure.message,
      change: { ...change, not_before: notBefore } as Partial<T>,
    });
  }

  /** The row with what this change set has done to it already: counts go on from there. */
  #latest<T extends TaskRow>(task: T): T {
    return this.#changes.latest('tasks', task as unknown as Task) as unknown as T;
  }
}

/** Whether the failure says nothing of the task: its worker died, or its provider asked to wait. */
const usesNoAttempt = ({ kind, category }: AttemptFailure): boolean =>
  kind === 'worker_lost' || category === 'wait';

/** Why a task is not tried again, or null where it is. */
function givenUpBecause(task: TaskRow, failure: AttemptFailure, attemptsUsed: number): string | null {
  if (failure.category === 'permanent') return failure.message;
  if (usesNoAttempt(failure)) return null;
  if (failure.oscillates === true) return `the same change was made before: ${failure.message}`;
  if (attemptsUsed >= task.max_attempts) return failure.message;
  if ((failure.sameErrorSeen ?? 0) + 1 >= sameErrorLimit) {
    return `the same error ${sameErrorLimit} times: ${failure.message}`;
  }
  return null;
}
