import { createHash } from 'node:crypto';
import {
  type Changes,
  type EventQuery,
  type Page,
  type RunSnapshot,
  type Store,
  type TableName,
  type Tables,
  UetError,
  type Where,
} from '@uet/core';
import type { ExecutionEvent } from '@uet/schemas';
import type { Pool, QueryResult } from 'pg';
import { commitStatement, type Statement } from './commit-statement.js';
import { GroupCommit } from './group-commit.js';
import { rowTypes } from './row-format.js';
import { isRowId, snapshotFrom, snapshotStatement } from './snapshot-statement.js';
import { storeError } from './store-error.js';
import { name } from './tables.js';

/** SQLSTATE of `require_jobs`. */
const queueRaceState = 'UE002';
/** How often a commit is written again for it; each time takes the length of one lost race. */
const queueRaceTries = 50;

/** The store in PostgreSQL; passes the same contract suite as core's store in memory. */
export class PostgresStore implements Store {
  readonly #pool: Pool;
  readonly #commits = new GroupCommit((changes) => this.#commit(changes));

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  commit(changes: Changes): Promise<void> {
    return this.#commits.commit(changes);
  }

  async #commit(changes: Changes): Promise<void> {
    const statement = commitStatement(changes);
    if (statement !== null) await this.#write(statement);
  }

  async find<T extends TableName>(table: T, id: string): Promise<Tables[T] | null> {
    const { rows } = await this.#query({ text: `select * from ${name(table)} where id = $1`, values: [id] });
    return (rows[0] as Tables[T] | undefined) ?? null;
  }

  async list<T extends TableName>(table: T, where: Where<T>, page: Page = {}): Promise<Array<Tables[T]>> {
    const values: unknown[] = [];
    const value = (given: unknown): string => `$${values.push(given)}`;
    const conditions = Object.entries(where).map(([column, wanted]) => {
      const all: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
      const present = all.filter((each) => each !== null);
      const isAny = `${name(column)} = any(${value(present)})`;
      return present.length === all.length ? isAny : `(${isAny} or ${name(column)} is null)`;
    });
    const descending = page.order === 'desc';
    if (page.after !== undefined) conditions.push(`id ${descending ? '<' : '>'} ${value(page.after)}`);
    const filter = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
    const limit = page.limit === undefined ? '' : ` limit ${value(page.limit)}`;
    const text = `select * from ${name(table)}${filter} order by id${descending ? ' desc' : ''}${limit}`;
    const { rows } = await this.#query({ text, values });
    return rows as Array<Tables[T]>;
  }

  async snapshot(runId: string): Promise<RunSnapshot | null> {
    if (!isRowId(runId)) return null;
    const answers = await this.#reading(async () => {
      const answer = await this.#pool.query({ text: snapshotStatement(runId), types: rowTypes });
      return answer as unknown as QueryResult[];
    });
    return snapshotFrom(answers);
  }

  async events(query: EventQuery): Promise<ExecutionEvent[]> {
    const [transaction, sequence] = (query.after ?? '0-0').split('-');
    if (!/^\d+-\d+$/.test(query.after ?? '0-0'))
      throw new UetError('bad_argument', `not an event cursor: ${query.after}`);
    const ends = await this.#query({ text: 'select event_horizon()::text as horizon', values: [] });
    const { rows } = await this.#query({
      text: `select transaction::text || '-' || sequence as cursor, at, type, severity, entity_type, entity_id,
               from_state, to_state, trigger, reason, actor, run_id, workstream_id, task_id, tool_id, worker_id, payload
             from events e
             where (e.transaction, e.sequence) > ($1::text::xid8, $2::bigint)
               and e.transaction < $5::text::xid8
               and ($3::text is null or e.run_id = $3)
             order by e.transaction, e.sequence limit $4`,
      values: [transaction, sequence, query.runId ?? null, query.limit ?? 10_000, ends.rows[0]?.horizon],
    });
    return rows as ExecutionEvent[];
  }

  async heartbeat(workerIds: readonly string[], at: string): Promise<void> {
    await this.#query({
      text: 'update workers set heartbeat_at = $2 where id = any($1) and ended_at is null',
      values: [workerIds, at],
    });
  }

  async forgetKeys(before: string): Promise<void> {
    await this.#query({ text: 'delete from idempotency_keys where created_at < $1', values: [before] });
  }

  /** Writes again what the queue did not take whole: a worker locked a job of the same key at that moment. */
  async #write(statement: Statement): Promise<void> {
    for (let left = queueRaceTries; ; left -= 1) {
      try {
        await this.#query(statement);
        return;
      } catch (error) {
        const { cause } = error as { cause?: { code?: string } };
        if (cause?.code !== queueRaceState || left <= 1) throw error;
      }
    }
  }

  async #query({ text, values }: { text: string; values: unknown[] }): Promise<QueryResult> {
    return this.#reading(() => this.#pool.query({ name: planName(text), text, values, types: rowTypes }));
  }

  async #reading<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      throw storeError(error);
    }
  }
}

/** The name of a prepared statement: its text decides, so that the same shape is planned once a connection. */
const planNames = new Map<string, string>();
function planName(text: string): string {
  const known = planNames.get(text);
  if (known !== undefined) return known;
  const made = createHash('sha1').update(text).digest('base64url');
  planNames.set(text, made);
  return made;
}
