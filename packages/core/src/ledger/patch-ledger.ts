import type { PatchArtifact, PatchLedgerEntry, PatchValidation } from '@uet/schemas';
import { patchMachine } from '../machines/index.js';
import type { ChangeSet } from '../moves/index.js';

/** How often a patch may be put back into its lane after git refused it. */
const requeueLimit = 3;

/** A candidate: the commit that would land, and the tip that it stands on. */
export interface CandidateIds {
  readonly base: string;
  readonly commit: string;
  readonly tree: string;
}

const withoutCandidate = { candidate_base: null, candidate_commit: null, candidate_tree: null } as const;

/** Of a patch that nobody has judged yet, or whose judgement no longer counts. */
const unjudged = {
  ...withoutCandidate,
  validation: null,
  apply_attempts: 0,
  apply_error: null,
  quarantined_by: null,
  quarantined_at: null,
} as const;

/** The record of every patch's life: its methods are the events of the patch machine. */
export class PatchLedger {
  readonly #changes: ChangeSet;

  constructor(changes: ChangeSet) {
    this.#changes = changes;
  }

  /** Records a patch and its entry, in the state `created`. */
  record(artifact: PatchArtifact, lane: string, replaces: string | null = null): PatchLedgerEntry {
    return this.#record(artifact, { lane, replaces, rollback_of: null });
  }

  /** Records the patch that takes a landed one back: it waits in the same lane, and has to pass the same gates. */
  recordRollback(artifact: PatchArtifact, { id, lane }: PatchLedgerEntry): PatchLedgerEntry {
    return this.#record(artifact, { lane, replaces: null, rollback_of: id });
  }

  #record(
    artifact: PatchArtifact,
    place: Pick<PatchLedgerEntry, 'lane' | 'replaces' | 'rollback_of'>,
  ): PatchLedgerEntry {
    this.#changes.insert('patches', artifact);
    return this.#changes.create<PatchLedgerEntry>(patchMachine, {
      id: artifact.id,
      run_id: artifact.run_id,
      task_id: artifact.task_id,
      ...place,
      state: 'created',
      version: 0,
      reason: null,
      ...unjudged,
      commit_id: null,
      tree_id: null,
      created_at: this.#changes.now,
      queued_at: null,
      committed_at: null,
      ended_at: null,
    });
  }

  /** Format, scope and constraints hold. */
  validate(entry: PatchLedgerEntry, validation: PatchValidation): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'validate', { change: { validation } });
  }

  queue(entry: PatchLedgerEntry): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'queue', { change: { queued_at: this.#changes.now } });
  }

  /** A candidate tree with this patch exists, `tookMs` after it was begun. */
  apply(entry: PatchLedgerEntry, candidate: CandidateIds, tookMs: number): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'apply', {
      payload: { took_ms: tookMs },
      change: {
        apply_attempts: this.#latest(entry).apply_attempts + 1,
        apply_error: null,
        candidate_base: candidate.base,
        candidate_commit: candidate.commit,
        candidate_tree: candidate.tree,
      },
    });
  }

  /** git cannot apply it, even three-way; that was known after `tookMs`. */
  refuse(entry: PatchLedgerEntry, reason: string, tookMs: number): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'refuse', {
      reason,
      payload: { took_ms: tookMs },
      change: { apply_attempts: this.#latest(entry).apply_attempts + 1, apply_error: reason },
    });
  }

  /** Every required gate passed on exactly the candidate tree. */
  verify(entry: PatchLedgerEntry): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'verify');
  }

  /** The branch was moved to exactly the candidate tree. */
  commit(entry: PatchLedgerEntry): PatchLedgerEntry {
    const { candidate_commit: commit, candidate_tree: tree } = this.#latest(entry);
    return this.#changes.move(patchMachine, entry, 'commit', {
      change: { commit_id: commit, tree_id: tree, committed_at: this.#changes.now },
    });
  }

  /** The candidate was overtaken, or the patch is given one more try. */
  requeue(entry: PatchLedgerEntry, reason: string): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'requeue', {
      reason,
      change: withoutCandidate,
    });
  }

  /** True while git may be asked once more to apply a patch that it refused. */
  mayRequeue(entry: PatchLedgerEntry): boolean {
    return entry.apply_attempts < requeueLimit;
  }

  /** Sets a patch aside, with a reason; only a person can release it. */
  quarantine(entry: PatchLedgerEntry, reason: string, validation?: PatchValidation): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'quarantine', {
      reason,
      change: {
        quarantined_by: this.#changes.actor,
        quarantined_at: this.#changes.now,
        ...(validation === undefined ? {} : { validation }),
      },
    });
  }

  /** A person lets a quarantined patch be judged afresh. */
  release(entry: PatchLedgerEntry, reason: string | null = null): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'release', {
      reason,
      change: unjudged,
    });
  }

  /** Takes a patch back. A committed one only after a revert that itself passed the gates. */
  rollBack(entry: PatchLedgerEntry, reason: string): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'roll_back', {
      reason,
      change: { ended_at: this.#changes.now },
    });
  }

  /** Not wanted any more: by a person, or because a later patch of the task landed. */
  drop(entry: PatchLedgerEntry, reason: string): PatchLedgerEntry {
    return this.#changes.move(patchMachine, entry, 'drop', {
      reason,
      change: { ended_at: this.#changes.now },
    });
  }

  #latest(entry: PatchLedgerEntry): PatchLedgerEntry {
    return this.#changes.latest('patch_ledger', entry);
  }
}
