import type { Approval, PatchLedgerEntry } from '@uet/schemas';
import { approvalMachine } from '../machines/index.js';
import type { ChangeSet } from '../moves/index.js';

/** The leave of people for patches to land: its methods are the events of the approval machine. */
export class Approvals {
  readonly #changes: ChangeSet;

  constructor(changes: ChangeSet) {
    this.#changes = changes;
  }

  /** Asks for leave: the patch waits, `validated`, until a person decides. */
  request(entry: PatchLedgerEntry): Approval {
    const { id, run_id, task_id } = entry;
    return this.#changes.create<Approval>(
      approvalMachine,
      {
        id: this.#changes.newId(),
        run_id,
        task_id,
        patch_id: id,
        state: 'pending',
        version: 0,
        reason: null,
        decided_by: null,
        created_at: this.#changes.now,
        ended_at: null,
      },
      { trigger: 'request' },
    );
  }

  /** A person lets the patch into its lane. */
  approve(approval: Approval, reason: string | null = null): Approval {
    return this.#decide(approval, 'approve', reason);
  }

  /** A person does not want the patch, and says why. */
  reject(approval: Approval, reason: string): Approval {
    return this.#decide(approval, 'reject', reason);
  }

  /** Nobody has to decide any more: the patch is gone, or its run has ended. */
  withdraw(approval: Approval, reason: string): Approval {
    return this.#changes.move(approvalMachine, approval, 'withdraw', {
      reason,
      change: { ended_at: this.#changes.now },
    });
  }

  #decide(approval: Approval, event: 'approve' | 'reject', reason: string | null): Approval {
    return this.#changes.move(approvalMachine, approval, event, {
      reason,
      change: { decided_by: this.#changes.actor, ended_at: this.#changes.now },
    });
  }
}
