import { type AttemptFailure, type ChangeSet, CostTracker, TaskLifecycle, UetError, zero } from '@uet/core';
import type { Attempt, Task } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { budgetsOf } from '../execution/lease.js';

const lostMessage = 'the worker was lost';
/** A task that has lost so many workers is what kills them. */
const mostLosses = 10;

/**
 * Gives up the attempts that a worker holds on record and does not carry out any more: they end as `worker_lost`,
 * their tasks are tried again, and what was reserved for them is free.
 */
export async function loseAttempts(
  context: EngineContext,
  changes: ChangeSet,
  workerId: string,
): Promise<void> {
  const held = await context.store.list('attempts', { worker_id: workerId, state: 'running' });
  for (const attempt of held) await loseAttempt(context, changes, attempt);
}

async function loseAttempt(context: EngineContext, changes: ChangeSet, attempt: Attempt): Promise<void> {
  const task = await context.store.find('tasks', attempt.task_id);
  const run = await context.store.find('runs', attempt.run_id);
  if (task === null || run === null) throw new UetError('internal', `attempt ${attempt.id} has no task`);
  const tasks = new TaskLifecycle(changes);
  if (task.state === 'running' && task.lease_attempt_id === attempt.id) {
    tasks.failAttempt(task, attempt, await lossOf(context, task));
  } else {
    tasks.cancelAttempt(attempt, lostMessage);
  }
  const budgets = await budgetsOf(context, run, task, attempt.tool_id);
  new CostTracker(changes).settle(budgets, attempt.reserved_usd ?? zero, zero);
  changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
}

async function lossOf({ store }: EngineContext, { id, feedback }: Task): Promise<AttemptFailure> {
  const lost = await store.list(
    'attempts',
    { task_id: id, failure_kind: 'worker_lost' },
    { limit: mostLosses },
  );
  // What an earlier attempt was told holds for the next one as well: this one has not answered it.
  const loss = { kind: 'worker_lost', feedback, chance: 0 } as const;
  if (lost.length + 1 < mostLosses) return { ...loss, message: lostMessage, category: 'transient' };
  return { ...loss, message: `${lostMessage} ${mostLosses} times`, category: 'permanent' };
}
