import {
  type Actor,
  type ChangeSet,
  CostTracker,
  isFinal,
  PatchLedger,
  RunLifecycle,
  runMachine,
  TaskLifecycle,
  UetError,
  zero,
} from '@uet/core';
import type { Attempt, RunState } from '@uet/schemas';
import { withdrawApprovals } from '../approvals/withdraw-approvals.js';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { tick } from '../engine/tick.js';
import { budgetsOf } from '../execution/lease.js';
import { endGates, skipOpenGates } from '../gates/interrupted-gates.js';
import { reconcileLane } from '../landing/reconcile-lane.js';
import { killLeftovers } from '../processes/index.js';
import { isServed } from '../recovery/worker-lives.js';
import { findRun } from './find-by-id.js';
import { rehome } from './rehome.js';

/** How a run is canceled. */
export interface CancelOptions {
  /** What runs is ended at once; else it finishes and lands first. */
  readonly now?: boolean;
  /** What the person says of it. */
  readonly reason?: string | null;
}

/**
 * Asks a run to stop: nothing new starts, what runs finishes and lands, then it is canceled. With `now` what runs
 * is ended at once: whatever process carries it out is told within two seconds, and nothing that it makes is recorded.
 */
export async function cancelRun(
  context: EngineContext,
  runId: string,
  actor: Actor,
  { now = false, reason = null }: CancelOptions = {},
): Promise<void> {
  const ended = await transact(context, actor, async (changes) => {
    const found = await findRun(context, runId);
    if (isFinal(runMachine, found.state) || found.state === 'failed') {
      throw new UetError(
        'illegal_move',
        `run ${found.id} is ${found.state}: there is nothing left to cancel`,
        {
          hint: `\`uet runs show ${found.id}\` shows how it ended`,
          where: found.id,
        },
      );
    }
    const run = new RunLifecycle(changes).requestCancel(await rehome(context, changes, found), reason);
    const work = now ? await endWork(context, changes, run) : nothingRan;
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
    return { run, ...work };
  });
  if (!now) return;
  // A process that lives is told by its rows, and ends its own.
  if (!(await isServed(context, ended.run.pool))) await killWork(ended);
  await tick(context, ended.run.id, actor);
}

/**
 * Ends what a canceled run still holds, once no process works on it any more: running attempts, with what their
 * tools left running, and patches that have not landed. What had landed when its process was stopped is recorded as landed.
 */
export async function abandonWork(context: EngineContext, runId: string, actor: Actor): Promise<void> {
  const run = await findRun(context, runId);
  await reconcileLane(context, { lane: run.lane, run_id: run.id });
  for (const { id } of await context.store.list('attempts', { run_id: runId, state: 'running' })) {
    await killLeftovers(id);
  }
  await transact(context, actor, async (changes) => {
    await endWork(context, changes, run);
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
  });
}

/** The ids of what may still run although its row was ended. */
interface EndedWork {
  readonly attempts: readonly string[];
  readonly gates: readonly string[];
}

const nothingRan: EndedWork = { attempts: [], gates: [] };

async function killWork({ attempts, gates }: EndedWork): Promise<void> {
  for (const id of attempts) await killLeftovers(id);
  await endGates(gates);
}

/**
 * Ends attempts, tasks and patches of a canceled run. What is verified is between its verdict and the move of the
 * branch: whoever lands it says in a moment whether it landed.
 */
async function endWork(context: EngineContext, changes: ChangeSet, run: RunState): Promise<EndedWork> {
  const { store } = context;
  const ofRun = { run_id: run.id };
  const attempts = await store.list('attempts', { ...ofRun, state: 'running' });
  for (const attempt of attempts) await cancelAttempt(context, changes, run, attempt);
  const ledger = new PatchLedger(changes);
  const gates: string[] = [];
  for (const entry of await store.list('patch_ledger', {
    ...ofRun,
    state: ['created', 'validated', 'queued', 'applied'],
  })) {
    ledger.drop(entry, 'the run was canceled');
    gates.push(...(await skipOpenGates(context, changes, { patch_id: entry.id })));
  }
  await withdrawApprovals(context, changes, ofRun, 'the run was canceled');
  const landing = await store.list('patch_ledger', { ...ofRun, state: 'verified' });
  if (landing.length > 0) changes.enqueue({ name: 'land', pool: run.pool, subject: run.lane });
  const kept = new Set(landing.map(({ task_id: taskId }) => taskId));
  // Queued ones too: whoever leases one at this moment finds it canceled, or makes this stale.
  for (const task of await store.list('tasks', { ...ofRun, state: ['queued', 'running', 'validating'] })) {
    if (!kept.has(task.id)) new TaskLifecycle(changes).cancel(task, 'run_canceled');
  }
  return { attempts: attempts.map(({ id }) => id), gates };
}

async function cancelAttempt(
  context: EngineContext,
  changes: ChangeSet,
  run: RunState,
  attempt: Attempt,
): Promise<void> {
  new TaskLifecycle(changes).cancelAttempt(attempt, 'run_canceled');
  const task = await context.store.find('tasks', attempt.task_id);
  if (task === null) throw new UetError('internal', `attempt ${attempt.id} has no task`);
  const budgets = await budgetsOf(context, run, task, attempt.tool_id);
  new CostTracker(changes).settle(budgets, attempt.reserved_usd ?? zero, zero);
}
