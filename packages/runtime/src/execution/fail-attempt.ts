import { type AttemptFailure, classifyFailure, normalizeMessage, type UetError } from '@uet/core';
import type { Attempt, ErrorCategory, FailureKind } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import { isBuiltIn } from './built-in-tools.js';
import type { Settling } from './settling.js';

/** What went wrong, without what the history of the task adds to it. */
export type Failure = Omit<AttemptFailure, 'signature' | 'sameErrorSeen' | 'chance'>;

/** Only a provider asks to wait: a command that prints `rate limit` has failed, and uses an attempt. */
export function categoryOf(toolId: string, kind: FailureKind, message: string): ErrorCategory {
  const category = classifyFailure(kind, message);
  return category === 'wait' && isBuiltIn(toolId) ? 'transient' : category;
}

/** Stopped together with its worker. The last attempt's feedback goes to the next one: this one has not answered it. */
export const lost = ({ task }: Settling): Failure => ({
  kind: 'worker_lost',
  message: 'its worker was stopped',
  category: 'transient',
  feedback: task.feedback,
});

/** How long to wait where it was not the task that failed, in milliseconds. */
const hindranceWaitMs = 5_000;

/** Kept from its work by what says nothing of the task: it is tried again, and the attempt does not count. */
export const hindered = ({ work, task }: Settling, { message }: UetError): Failure => ({
  kind: work.failureKind ?? 'spawn_error',
  message,
  category: 'wait',
  feedback: task.feedback,
  retryAfterMs: hindranceWaitMs,
});

/** Ends the attempt as failed, its task tried again or given up, and records the error. */
export async function failAttempt(
  settling: Settling,
  result: Partial<Attempt>,
  failure: Failure,
): Promise<void> {
  const { context, changes, tasks, task, attempt } = settling;
  const signature = sha256Of(`${failure.kind}\n${normalizeMessage(failure.message)}`);
  const [known] = await context.store.list('errors', { task_id: task.id, signature });
  tasks.failAttempt(
    task,
    attempt,
    { ...failure, signature, sameErrorSeen: known?.count ?? 0, chance: context.chance() },
    result,
  );
  changes.insert('errors', {
    id: changes.newId(),
    run_id: task.run_id,
    task_id: task.id,
    signature,
    category: failure.category,
    severity: 'error',
    code: failure.kind,
    message: failure.message,
    file: null,
    line: null,
    first_seen: changes.now,
    last_seen: changes.now,
    count: 1,
    can_retry: failure.category !== 'permanent',
  });
}
