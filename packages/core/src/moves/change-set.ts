import type { EntityType, Severity } from '@uet/schemas';
import { UetError } from '../errors/index.js';
import type { Machine } from '../machines/index.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import { type Job, jobKey } from '../ports/queue.js';
import type { Actor } from './actor.js';
import { type EventRecord, eventOf, type Happening } from './event-record.js';
import { type MoveRequest, move, type StatefulRow } from './move.js';
import type { TableName, Tables, VersionedTable } from './tables.js';

/** A change of one row that holds only while the row is as it was read. */
export interface Update {
  readonly table: VersionedTable;
  readonly id: string;
  /** The version that the row must still have. */
  readonly version: number;
  /** The columns that change, with the new version among them unless the change is none that anyone waits for. */
  readonly change: Readonly<Record<string, unknown>>;
}

/** A row that goes, while it is as it was read. */
export interface Removal {
  readonly table: VersionedTable;
  readonly id: string;
  /** The version that the row must still have. */
  readonly version: number;
}

/** What a store writes in one transaction, all or nothing. */
export interface Changes {
  readonly inserts: ReadonlyArray<{ readonly table: TableName; readonly row: Tables[TableName] }>;
  readonly updates: readonly Update[];
  /** Absent for none. */
  readonly removals?: readonly Removal[];
  readonly events: readonly EventRecord[];
  readonly jobs: readonly Job[];
}

/** What a change set is made with. */
export interface ChangeContext {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly actor: Actor;
}

interface Touched {
  readonly table: TableName;
  /** The row as the store has it; null for a row that this change set makes. */
  readonly before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

type RowOf<T extends TableName> = Tables[T];
type MachineTable<R> = Machine<R extends StatefulRow<infer S> ? S : never, string>;

/**
 * The moves and rows that belong together: made in memory, then written in one transaction.
 *
 * Several moves of one row become one update against the version that was read, and one event each.
 */
export class ChangeSet implements Changes {
  readonly events: EventRecord[] = [];
  readonly jobs: Job[] = [];
  readonly removals: Removal[] = [];
  readonly #jobKeys = new Set<string>();
  readonly #touched = new Map<string, Touched>();
  readonly #context: ChangeContext;

  constructor(context: ChangeContext) {
    this.#context = context;
  }

  /** The present instant, ISO 8601. */
  get now(): string {
    return this.#context.clock.now().toISOString();
  }

  get actor(): Actor {
    return this.#context.actor;
  }

  /** A new ULID. */
  newId(): string {
    return this.#context.ids.next();
  }

  /** Adds a new row that no machine governs. */
  insert<T extends TableName>(table: T, row: RowOf<T>): RowOf<T> {
    this.#touched.set(`${table} ${row.id}`, {
      table,
      before: null,
      after: row as unknown as Record<string, unknown>,
    });
    return row;
  }

  /** Adds a new row of a machine, with the event of its making: `create`, unless it has a word of its own. */
  create<R extends StatefulRow & Tables[VersionedTable]>(
    machine: MachineTable<R>,
    row: R,
    details: { readonly trigger?: string; readonly payload?: EventRecord['payload'] } = {},
  ): R {
    const { trigger = 'create', payload } = details;
    this.insert(machine.table as TableName, row);
    this.#record(machine.name, row, { trigger, fromState: null, toState: row.state, payload });
    return row;
  }

  /** Moves a row by an event of its machine; see {@link move} for what is refused. */
  move<S extends string, E extends string, R extends StatefulRow<S>>(
    machine: Machine<S, E>,
    row: R,
    event: E,
    details: Omit<MoveRequest<E, R>, 'event' | 'actor'> & { readonly payload?: EventRecord['payload'] } = {},
  ): R {
    const current = this.latest(
      machine.table as TableName,
      row as unknown as Tables[TableName],
    ) as unknown as R;
    const { payload, ...request } = details;
    const next = move(machine, current, { ...request, event, actor: this.#context.actor });
    this.#touch(
      machine.table as VersionedTable,
      current as unknown as Record<string, unknown>,
      next as unknown as Record<string, unknown>,
    );
    this.#record(machine.name, next, {
      trigger: event,
      fromState: current.state,
      toState: next.state,
      payload,
    });
    return next;
  }

  /** Changes columns of a row without a move; the version grows all the same. */
  change<T extends VersionedTable>(
    table: T,
    row: RowOf<T>,
    change: Partial<Omit<RowOf<T>, 'state' | 'version'>>,
  ): RowOf<T> {
    const current = this.latest(table, row);
    const next = { ...current, ...change, version: current.version + 1 };
    this.#touch(
      table,
      current as unknown as Record<string, unknown>,
      next as unknown as Record<string, unknown>,
    );
    return next;
  }

  /**
   * Changes columns of a row whose version stays: what is only noted in passing, such as when it was last used, and
   * must not make the edit of a person stale.
   */
  touch<T extends VersionedTable>(
    table: T,
    row: RowOf<T>,
    change: Partial<Omit<RowOf<T>, 'state' | 'version'>>,
  ): RowOf<T> {
    const current = this.latest(table, row);
    const next = { ...current, ...change };
    this.#touch(
      table,
      current as unknown as Record<string, unknown>,
      next as unknown as Record<string, unknown>,
    );
    return next;
  }

  /** Removes a row that is as it was read. Rows of machines are never removed. */
  remove(table: 'templates' | 'saved_views', row: RowOf<'templates' | 'saved_views'>): void {
    this.removals.push({ table, id: row.id, version: row.version });
  }

  /** The row as this change set leaves it: the given one, where it was not touched. */
  latest<T extends TableName>(table: T, row: RowOf<T>): RowOf<T> {
    const touched = this.#touched.get(`${table} ${row.id}`);
    return touched === undefined ? row : (touched.after as unknown as RowOf<T>);
  }

  /** Records an event that changes no state, such as a passed budget threshold. */
  note(
    entity: EntityType,
    row: { readonly id: string },
    trigger: string,
    payload: EventRecord['payload'] = {},
    severity?: Severity,
  ): void {
    this.#record(entity, row, { trigger, fromState: null, toState: null, payload, severity });
  }

  /** Queues a job in the same transaction; the same job twice counts once. */
  enqueue(job: Job): void {
    const key = jobKey(job);
    if (this.#jobKeys.has(key)) return;
    this.#jobKeys.add(key);
    this.jobs.push(job);
  }

  get isEmpty(): boolean {
    const rows = this.#touched.size + this.removals.length;
    return rows === 0 && this.events.length === 0 && this.jobs.length === 0;
  }

  get inserts(): Changes['inserts'] {
    return [...this.#touched.values()]
      .filter(({ before }) => before === null)
      .map(({ table, after }) => ({ table, row: after as unknown as Tables[TableName] }));
  }

  get updates(): readonly Update[] {
    return [...this.#touched.values()].flatMap(({ table, before, after }) => {
      if (before === null) return [];
      const change = Object.fromEntries(
        Object.entries(after).filter(([column, value]) => value !== before[column]),
      );
      return [
        { table: table as VersionedTable, id: String(before.id), version: Number(before.version), change },
      ];
    });
  }

  #touch(table: VersionedTable, current: Record<string, unknown>, next: Record<string, unknown>): void {
    const address = `${table} ${String(next.id)}`;
    const touched = this.#touched.get(address);
    if (touched !== undefined) touched.after = next;
    else this.#touched.set(address, { table, before: current, after: next });
  }

  #record(entity: EntityType, row: { readonly id: string }, what: Omit<Happening, 'actor' | 'at'>): void {
    this.events.push(eventOf(entity, row, { ...what, actor: this.#context.actor, at: this.now }));
  }
}

/** Runs a piece of work again, from reading on, while it ends in `stale`: somebody else was quicker. */
export async function retryStale<T>(work: () => Promise<T>, tries = 20): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UetError && error.code === 'stale') || left <= 1) throw error;
    }
  }
}
