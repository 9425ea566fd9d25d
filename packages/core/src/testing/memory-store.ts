import type { ExecutionEvent } from '@uet/schemas';
import { UetError } from '../errors/index.js';
import { isFinal, patchMachine } from '../machines/index.js';
import {
  type Changes,
  type TableName,
  type Tables,
  uniqueColumns,
  type VersionedTable,
} from '../moves/index.js';
import type { RunSnapshot } from '../planner/index.js';
import type { Job } from '../ports/queue.js';
import type { EventQuery, Page, Store, Where } from '../ports/store.js';

type AnyRow = Record<string, unknown> & { id: string };

/** As written in the template. */
const byOrdinal = (a: { ordinal: number }, b: { ordinal: number }): number => a.ordinal - b.ordinal;

/** A store in memory: for tests, and for whoever wants to plan without a database. */
export class MemoryStore implements Store {
  /** Every job that was ever added, oldest first. */
  readonly jobs: Job[] = [];
  readonly #tables = new Map<TableName, Map<string, AnyRow>>();
  readonly #events: ExecutionEvent[] = [];

  async commit(changes: Changes): Promise<void> {
    for (const change of [...changes.updates, ...(changes.removals ?? [])]) this.#refuseStale(change);
    const inserts = changes.inserts.filter(({ table, row }) => !this.#countAgain(table, row, false));
    for (const { table, row } of inserts) {
      if (this.#rows(table).has(row.id) || this.#isTaken(table, row))
        throw new UetError('already_exists', `${table} ${row.id} exists already`);
    }
    for (const { table, row } of changes.inserts) {
      if (!this.#countAgain(table, row, true))
        this.#rows(table).set(row.id, structuredClone(row) as unknown as AnyRow);
    }
    for (const { table, id, change } of changes.updates) {
      Object.assign(this.#rows(table).get(id) as AnyRow, structuredClone(change));
    }
    for (const { table, id } of changes.removals ?? []) this.#rows(table).delete(id);
    for (const event of changes.events) {
      const cursor = String(this.#events.length + 1).padStart(12, '0');
      this.#events.push({ ...structuredClone(event), cursor });
    }
    this.jobs.push(...changes.jobs);
  }

  async find<T extends TableName>(table: T, id: string): Promise<Tables[T] | null> {
    const row = this.#rows(table).get(id);
    return row === undefined ? null : (structuredClone(row) as unknown as Tables[T]);
  }

  async list<T extends TableName>(table: T, where: Where<T>, page: Page = {}): Promise<Array<Tables[T]>> {
    const wanted = Object.entries(where);
    const rows = [...this.#rows(table).values()]
      .filter((row) => wanted.every(([column, value]) => [value].flat().includes(row[column])))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    if (page.order === 'desc') rows.reverse();
    const isAfter = (id: string, cursor: string): boolean =>
      page.order === 'desc' ? id < cursor : id > cursor;
    const rest = page.after === undefined ? rows : rows.filter(({ id }) => isAfter(id, String(page.after)));
    return structuredClone(rest.slice(0, page.limit ?? rest.length)) as unknown as Array<Tables[T]>;
  }

  async snapshot(runId: string): Promise<RunSnapshot | null> {
    const run = await this.find('runs', runId);
    if (run === null) return null;
    const ofRun = { run_id: runId };
    const entries = await this.list('patch_ledger', ofRun);
    const gates = await this.list('test_gates', ofRun);
    const tasks = await this.list('tasks', ofRun);
    return {
      run,
      phases: (await this.list('phases', ofRun)).sort(byOrdinal),
      workstreams: (await this.list('workstreams', ofRun)).sort(byOrdinal),
      tasks: tasks.sort(byOrdinal).map(({ step: _, ...task }) => task),
      dependencies: await this.list('dependencies', ofRun),
      openPatches: entries.filter(({ state }) => state !== 'committed' && !isFinal(patchMachine, state)),
      approvals: await this.list('approvals', { ...ofRun, state: 'pending' }),
      acceptance: gates.filter(({ phase_id: phase }) => phase !== null),
      breakers: await this.list('circuit_breakers', {}),
      budgets: await this.list('budgets', ofRun),
    };
  }

  async events(query: EventQuery): Promise<ExecutionEvent[]> {
    const after = query.after ?? '';
    if (!/^\d*$/.test(after)) throw new UetError('bad_argument', `not an event cursor: ${after}`);
    const mine = this.#events.filter(
      ({ cursor, run_id: run }) => cursor > after && (query.runId === undefined || run === query.runId),
    );
    return structuredClone(mine.slice(0, query.limit ?? mine.length));
  }

  async heartbeat(workerIds: readonly string[], at: string): Promise<void> {
    for (const id of workerIds) {
      const worker = this.#rows('workers').get(id);
      if (worker?.ended_at === null) worker.heartbeat_at = at;
    }
  }

  async forgetKeys(before: string): Promise<void> {
    const keys = this.#rows('idempotency_keys');
    for (const [id, { created_at: at }] of keys) if (String(at) < before) keys.delete(id);
  }

  #rows(table: TableName): Map<string, AnyRow> {
    const rows = this.#tables.get(table) ?? new Map<string, AnyRow>();
    this.#tables.set(table, rows);
    return rows;
  }

  #refuseStale({ table, id, version }: { table: VersionedTable; id: string; version: number }): void {
    const row = this.#rows(table).get(id);
    if (row?.version !== version)
      throw new UetError('stale', `${table} ${id} is not in version ${version} any more`);
  }

  /** Whether another row has what no two rows of the table share. */
  #isTaken(table: TableName, row: Tables[TableName]): boolean {
    const column = (uniqueColumns as Partial<Record<TableName, string>>)[table];
    if (column === undefined) return false;
    const wanted = (row as unknown as AnyRow)[column];
    return [...this.#rows(table).values()].some((known) => known[column] === wanted);
  }

  /** An error that was seen before in the task only counts up. */
  #countAgain(table: TableName, row: Tables[TableName], write: boolean): boolean {
    if (table !== 'errors') return false;
    const error = row as Tables['errors'];
    for (const known of this.#rows('errors').values()) {
      if (known.task_id !== error.task_id || known.signature !== error.signature) continue;
      if (write)
        Object.assign(known, { count: Number(known.count) + error.count, last_seen: error.last_seen });
      return true;
    }
    return false;
  }
}
