import { type Actor, Approvals, type ChangeSet, PatchLedger, TaskLifecycle, UetError } from '@uet/core';
import type { Approval, PatchLedgerEntry, RunState, Task } from '@uet/schemas';
import { sha256Of } from '../engine/digest.js';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { findApproval } from '../runs/find-by-id.js';
import { rehome } from '../runs/rehome.js';

/** Lets a patch into its lane: it still has to apply, and to pass the gates. */
export async function approvePatch(
  context: EngineContext,
  approvalId: string,
  reason: string | null,
  actor: Actor,
): Promise<Approval> {
  return transact(context, actor, async (changes) => {
    const { approval, entry, run: kept } = await readApproval(context, approvalId);
    const run = await rehome(context, changes, kept);
    const approved = new Approvals(changes).approve(approval, reason);
    new PatchLedger(changes).queue(entry);
    changes.enqueue({ name: 'land', pool: run.pool, subject: entry.lane });
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
    return approved;
  });
}

/** Sets a patch aside, with the reason: its task is told, and tried again while attempts are left. */
export async function rejectPatch(
  context: EngineContext,
  approvalId: string,
  reason: string,
  actor: Actor,
): Promise<Approval> {
  return transact(context, actor, async (changes) => {
    const { approval, entry, task, run: kept } = await readApproval(context, approvalId);
    const run = await rehome(context, changes, kept);
    const rejected = new Approvals(changes).reject(approval, reason);
    new PatchLedger(changes).quarantine(entry, `not approved: ${reason}`);
    if (task.state === 'validating' && task.patch_id === entry.id) tryAgain(context, changes, task, reason);
    changes.enqueue({ name: 'tick', pool: run.pool, subject: run.id });
    return rejected;
  });
}

function tryAgain({ chance }: EngineContext, changes: ChangeSet, task: Task, reason: string): void {
  const message = `not approved: ${reason}`;
  new TaskLifecycle(changes).refuse(task, {
    kind: 'policy',
    message,
    category: 'transient',
    feedback: `A person looked at the last change and did not approve it:\n${reason}`,
    signature: sha256Of(message),
    chance: chance(),
  });
}

interface ApprovalRows {
  readonly approval: Approval;
  readonly entry: PatchLedgerEntry;
  readonly task: Task;
  readonly run: RunState;
}

async function readApproval(context: EngineContext, id: string): Promise<ApprovalRows> {
  const approval = await findApproval(context, id);
  const entry = await context.store.find('patch_ledger', approval.patch_id);
  const task = await context.store.find('tasks', approval.task_id);
  const run = await context.store.find('runs', approval.run_id);
  if (entry === null || task === null || run === null)
    throw new UetError('internal', `approval ${approval.id} has no patch`);
  return { approval, entry, task, run };
}
