import type { ExecutionEvent } from '@uet/schemas';
import type { Changes } from '../moves/change-set.js';
import type { TableName, Tables } from '../moves/tables.js';
import type { RunSnapshot } from '../planner/run-snapshot.js';

/** Which rows of a table to read: each named column equals the value, or one of the values. */
export type Where<T extends TableName> = {
  readonly [C in keyof Tables[T]]?: Tables[T][C] | ReadonlyArray<Tables[T][C]>;
};

/** How many rows to read, from where, in which order of their ids (ULIDs: by age). */
export interface Page {
  readonly limit?: number;
  /** Only rows whose id is greater (`asc`) or smaller (`desc`) than this. */
  readonly after?: string;
  readonly order?: 'asc' | 'desc';
}

/** Which events to read: those after the cursor, oldest first. */
export interface EventQuery {
  readonly after?: string;
  readonly runId?: string;
  readonly limit?: number;
}

/** Keeps every row. Another implementation passes the contract suite of `@uet/core/testing`. */
export interface Store {
  /**
   * Writes the changes in one transaction, all or nothing.
   *
   * Refuses with `stale` (retryable) where a row is not in the version that the change was made from, and with
   * `already_exists` where an inserted id, or a name that no two rows share, is taken. An error that is inserted a second time for the same task
   * and signature adds to the count of the first.
   */
  commit(changes: Changes): Promise<void>;
  /** One row, or null. */
  find<T extends TableName>(table: T, id: string): Promise<Tables[T] | null>;
  /** Rows of a table, by id. */
  list<T extends TableName>(table: T, where: Where<T>, page?: Page): Promise<Array<Tables[T]>>;
  /** What the planner looks at, from one consistent reading; null where there is no such run. */
  snapshot(runId: string): Promise<RunSnapshot | null>;
  /** Events after a cursor. An event that is still being written is never passed over. */
  events(query: EventQuery): Promise<ExecutionEvent[]>;
  /** Records a sign of life of these workers; no version changes. */
  heartbeat(workerIds: readonly string[], at: string): Promise<void>;
  /** Removes the idempotency keys that were made before an instant. */
  forgetKeys(before: string): Promise<void>;
}
