import { type Changes, type Job, jobKey } from '@uet/core';

/** Together one statement: enough for all that the workers of a process write at once. */
const mostRows = 1_000;
/** Base 64 characters of diffs: patches are sent in the statement. */
const mostDiffLength = 4_000_000;

/** The getters of a change set, read once. */
export const readOnce = ({ inserts, updates, removals = [], events, jobs }: Changes): Changes => ({
  inserts,
  updates,
  removals,
  events,
  jobs,
});

/** True where nothing is to be written. */
export const isNothing = ({ inserts, updates, removals = [], events, jobs }: Changes): boolean =>
  inserts.length + updates.length + removals.length + events.length + jobs.length === 0;

/** Change sets that fit in one statement: never two that write the same row. */
export class ChangeGroup<T extends { readonly changes: Changes }> {
  readonly members: T[] = [];
  readonly #addresses = new Set<string>();
  #rows = 0;
  #diffLength = 0;

  /** False, with nothing taken, where it has to be written apart from the members. The first one always fits. */
  take(member: T): boolean {
    const { changes } = member;
    const addresses = addressesOf(changes);
    const rows = this.#rows + addresses.length + changes.events.length;
    const diffLength = this.#diffLength + diffLengthOf(changes);
    if (this.members.length > 0) {
      if (rows > mostRows || diffLength > mostDiffLength) return false;
      if (addresses.some((address) => this.#addresses.has(address))) return false;
    }
    for (const address of addresses) this.#addresses.add(address);
    this.#rows = rows;
    this.#diffLength = diffLength;
    this.members.push(member);
    return true;
  }

  /** All members as one; of two jobs with one key the later one holds, as if one had been added after the other. */
  get changes(): Changes {
    const jobs = new Map<string, Job>();
    for (const { changes } of this.members) {
      for (const job of changes.jobs) jobs.set(`${job.pool} ${jobKey(job)}`, job);
    }
    return {
      inserts: this.members.flatMap(({ changes }) => changes.inserts),
      updates: this.members.flatMap(({ changes }) => changes.updates),
      removals: this.members.flatMap(({ changes }) => changes.removals ?? []),
      events: this.members.flatMap(({ changes }) => changes.events),
      jobs: [...jobs.values()],
    };
  }
}

const addressesOf = ({ inserts, updates, removals = [] }: Changes): string[] => [
  ...inserts.map(({ table, row }) => `${table} ${row.id}`),
  ...[...updates, ...removals].map(({ table, id }) => `${table} ${id}`),
];

function diffLengthOf({ inserts }: Changes): number {
  let length = 0;
  for (const { row } of inserts) if ('diff' in row) length += row.diff.length;
  return length;
}
