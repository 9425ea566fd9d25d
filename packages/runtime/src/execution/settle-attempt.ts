import { type ChangeSet, PatchLedger, retryAfterMs, TaskLifecycle, WorkerLifecycle } from '@uet/core';
import type { Attempt, PatchLedgerEntry, WorkerLifecycleRow } from '@uet/schemas';
import { admitPatch, needsApproval } from '../approvals/admit-patch.js';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { suspend } from '../runs/suspend-run.js';
import { categoryOf, failAttempt, hindered, lost } from './fail-attempt.js';
import { type JudgedPatch, judgePatch } from './judge-patch.js';
import type { Lease } from './lease.js';
import { recordBreaker, recordCosts } from './record-costs.js';
import type { Settling } from './settling.js';
import type { Work } from './work.js';

/**
 * Writes all that an attempt made in one transaction: patch, ledger entry, costs, result, what follows.
 *
 * An attempt that is not `running` any more was taken from this worker (it gave no sign of life): nothing is written.
 * Answers the worker's row, free again; null where it is not this process's to say.
 */
export async function settleAttempt(
  context: EngineContext,
  lease: Lease,
  work: Work,
): Promise<WorkerLifecycleRow | null> {
  const judged = work.change === null ? null : await judgePatch(context, lease, work.change, work.baseCommit);
  return transact(context, `worker:${lease.worker.id}`, async (changes, isFirst) => {
    // Whether a person asked to stop the run is not known from the lease.
    const isCurrent = isFirst && work.result !== 'canceled';
    const { attempt, task, run, worker } = isCurrent ? lease : await readLease(context, lease);
    if (attempt?.state !== 'running' || task?.lease_attempt_id !== attempt.id || run === null) return null;
    const tasks = new TaskLifecycle(changes);
    noteContamination(changes, attempt, work.contamination);
    const settling: Settling = { context, changes, tasks, run, task, attempt, work, judged };
    await recordCosts(settling);
    const succeeded = await recordResult(settling);
    await recordBreaker(settling);
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
    if (worker?.current_task_id !== task.id || (worker.state !== 'busy' && worker.state !== 'paused'))
      return null;
    const executionMs = Math.round(work.durationMs);
    return new WorkerLifecycle(changes).completeTask(worker, { succeeded, executionMs });
  });
}

/** How many changes of the user's checkouts an event tells. */
const mostTold = 20;

/**
 * What changed in the user's own checkouts while a tool ran is told, and fails nothing: it may as well have been the
 * user, who is free to work there all the time.
 */
function noteContamination(changes: ChangeSet, attempt: Attempt, found: readonly string[]): void {
  if (found.length === 0) return;
  const told = { changes: found.slice(0, mostTold), more: Math.max(0, found.length - mostTold) };
  changes.note('attempt', attempt, 'contamination', told, 'warning');
}

/** The rows of a lease as they are now; some of them may be gone. */
async function readLease({ store }: EngineContext, lease: Lease) {
  const [attempt, task, run, worker] = await Promise.all([
    store.find('attempts', lease.attempt.id),
    store.find('tasks', lease.task.id),
    store.find('runs', lease.run.id),
    store.find('workers', lease.worker.id),
  ]);
  return { attempt, task, run, worker };
}

/** Moves attempt, task and patch; answers whether the attempt succeeded. */
async function recordResult(settling: Settling): Promise<boolean> {
  const { changes, tasks, task, attempt, work, judged, run } = settling;
  const result = resultOf(settling);
  if (work.result === 'canceled') {
    // Stopped with its worker, not with its run: the task is tried again.
    if (run.cancel_requested_at === null) await failAttempt(settling, result, lost(settling));
    else {
      tasks.cancelAttempt(attempt, work.message, result);
      tasks.cancel(task, 'run_canceled');
    }
    return false;
  }
  if (work.hindrance !== null) {
    await failAttempt(settling, result, hindered(settling, work.hindrance));
    if (work.hindrance.code === 'disk_full') suspend(changes, run, work.hindrance);
    return false;
  }
  if (work.result === 'failed') {
    const kind = work.failureKind ?? 'exit_code';
    await failAttempt(settling, result, {
      kind,
      message: work.message,
      category: categoryOf(attempt.tool_id, kind, work.message),
      feedback: `The last attempt failed: ${work.message}`,
      retryAfterMs: retryAfterMs(work.message),
    });
    return false;
  }
  if (judged === null) {
    const finished = tasks.finish(task, attempt, result, work.outputs);
    tasks.complete(finished);
    return true;
  }
  const entry = recordPatch(settling, judged);
  if (judged.violations.length > 0) {
    const message = judged.violations.map(({ message: violated }) => violated).join('; ');
    new PatchLedger(changes).quarantine(entry, message, judged.validation);
    await failAttempt(
      settling,
      { ...result, patch_id: judged.artifact.id },
      {
        kind: 'policy',
        message,
        category: judged.oscillates ? 'permanent' : 'transient',
        feedback: `The last change was refused:\n${judged.violations.map(({ message: what, remedy }) => `- ${what}. ${remedy}`).join('\n')}`,
      },
    );
    return false;
  }
  const validated = new PatchLedger(changes).validate(entry, judged.validation);
  admitPatch(changes, run, validated, { mustAsk: needsApproval(task, judged.artifact) });
  tasks.finish(task, attempt, { ...result, patch_id: judged.artifact.id }, work.outputs);
  return true;
}

function resultOf({ work, judged }: Settling): Partial<Attempt> {
  return {
    exit_code: work.exitCode,
    base_commit: work.baseCommit,
    duration_ms: Math.round(work.durationMs),
    log_path: work.logPath,
    patch_digest: judged?.artifact.digest ?? null,
  };
}

function recordPatch({ changes, run, judged }: Settling, given: JudgedPatch): PatchLedgerEntry {
  return new PatchLedger(changes).record(given.artifact, run.lane, judged?.replaces ?? null);
}
