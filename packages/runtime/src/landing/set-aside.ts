import { type ChangeSet, failureBrief, PatchLedger, TaskLifecycle } from '@uet/core';
import type { PatchLedgerEntry, RunState, Task, TestGate } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { completeTask } from './record-landed.js';

/**
 * Why a patch does not land: git cannot apply it, something stands in the way that only a person can clear, or a
 * gate did not pass on its candidate.
 */
export type Refusal =
  | { readonly kind: 'apply'; readonly message: string; readonly tookMs: number }
  | { readonly kind: 'hindrance'; readonly message: string }
  | { readonly kind: 'gate'; readonly message: string; readonly gate: TestGate };

/**
 * Quarantines a patch that does not land, and has its task tried again while attempts are left; a task of which a
 * patch was to be taken back is left as it is.
 */
export async function setAside(
  context: EngineContext,
  entry: PatchLedgerEntry,
  refusal: Refusal,
): Promise<void> {
  await transact(context, 'system', async (changes) => {
    const current = await context.store.find('patch_ledger', entry.id);
    const run = await context.store.find('runs', entry.run_id);
    const task = await context.store.find('tasks', entry.task_id);
    if (current === null || run === null || current.state !== entry.state) return;
    const ledger = new PatchLedger(changes);
    const refused =
      refusal.kind === 'apply' ? ledger.refuse(current, refusal.message, refusal.tookMs) : current;
    ledger.quarantine(refused, refusal.message);
    if (task?.state === 'validating' && entry.rollback_of === null)
      retryTask(context, changes, { run, task, refusal });
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
  });
}

/**
 * The patch changes nothing any more: it is dropped, and its task is done. `tip` is where the branch has its change
 * already, null where only the candidate has it that it was to stand on.
 */
export async function settleEmpty(
  context: EngineContext,
  entry: PatchLedgerEntry,
  tip: { readonly commit: string; readonly tree: string } | null,
): Promise<void> {
  await transact(context, 'system', async (changes) => {
    const run = await context.store.find('runs', entry.run_id);
    if (run === null) return;
    new PatchLedger(changes).drop(entry, 'everything that it does is on the branch already');
    await completeTask(context, changes, entry);
    // What the run is accepted by has to hold the change, whoever put it there.
    if (tip !== null && run.head_commit !== tip.commit)
      changes.change('runs', run, { head_commit: tip.commit, head_tree: tip.tree });
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
  });
}

function retryTask(
  context: EngineContext,
  changes: ChangeSet,
  { run, task, refusal }: { run: RunState; task: Task; refusal: Refusal },
): void {
  const tasks = new TaskLifecycle(changes);
  if (run.cancel_requested_at !== null) {
    tasks.cancel(task, 'run_canceled');
    return;
  }
  tasks.refuse(task, {
    kind: 'gate',
    message: refusal.message,
    category: 'transient',
    feedback: feedbackOf(refusal),
    signature: sha256Of(refusal.message),
    chance: context.chance(),
  });
}

function feedbackOf(refusal: Refusal): string {
  if (refusal.kind === 'apply') {
    return `The last change does not apply to the branch any more: ${refusal.message}. Make it anew on the present state.`;
  }
  if (refusal.kind === 'hindrance') return `The last change could not be landed: ${refusal.message}.`;
  const { gate } = refusal;
  const verdict = gate.state === 'error' ? 'error' : 'failed';
  return failureBrief({ verdict, reasons: [gate.reason ?? ''], failing: gate.failing });
}
