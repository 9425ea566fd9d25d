import { type Changes, UetError } from '@uet/core';
import { ChangeGroup, isNothing, readOnce } from './change-groups.js';

interface Waiting {
  readonly changes: Changes;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes what is committed at the same time as one transaction: one round trip, one write to disk, one tick job.
 *
 * Else all workers of a process queue for the row of their run's tick job, each until the one before it is on disk.
 * A commit still holds or fails by itself: where a group is refused, its members are written one by one.
 */
export class GroupCommit {
  readonly #write: (changes: Changes) => Promise<void>;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(write: (changes: Changes) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves once the changes are on disk. */
  commit(given: Changes): Promise<void> {
    const changes = readOnce(given);
    if (isNothing(changes)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) await this.#writeGroup(this.#nextGroup());
    this.#isWriting = false;
  }

  #nextGroup(): ChangeGroup<Waiting> {
    const group = new ChangeGroup<Waiting>();
    this.#waiting = this.#waiting.filter((waiting) => !group.take(waiting));
    return group;
  }

  async #writeGroup(group: ChangeGroup<Waiting>): Promise<void> {
    const { members } = group;
    try {
      await this.#write(group.changes);
      for (const { resolve } of members) resolve();
    } catch (error) {
      if (members.length === 1 || isOfDatabase(error)) for (const { reject } of members) reject(error);
      else
        for (const { changes, resolve, reject } of members) await this.#write(changes).then(resolve, reject);
    }
  }
}

/** True where the failure says nothing of what was written: the database does not answer, or has no room. */
const isOfDatabase = (error: unknown): boolean =>
  error instanceof UetError && (error.code === 'database_unavailable' || error.code === 'disk_full');
