import { type EventRecord, machines, type TableName, type Tables } from '@uet/core';
import type { EntityType, Severity } from '@uet/schemas';
import type { PoolClient } from 'pg';
import { storableJson, toDatabase } from '../store/row-format.js';
import { insertOrder, name } from '../store/tables.js';

/** What happened to a row, as the event log tells it. */
export interface Happened {
  readonly at: number;
  readonly trigger: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly actor?: string;
  readonly reason?: string | null;
  readonly severity?: Severity;
  readonly payload?: EventRecord['payload'];
}

/** The rows of a seed, before they are written. */
export interface SeedRows {
  add<T extends TableName>(table: T, row: Tables[T]): Tables[T];
  /** Records an event of a row; its places are read from the columns of the row. */
  note(entity: EntityType, row: Readonly<Record<string, unknown>>, happened: Happened): void;
  /** Takes all rows that were added since the last call. */
  take(): { readonly tables: ReadonlyMap<TableName, readonly object[]>; readonly events: EventRecord[] };
}

const severityOf = new Map(
  machines.flatMap((machine) =>
    Object.entries(machine.states).map(([state, { tone }]) => {
      const severity: Severity = tone === 'bad' ? 'error' : tone === 'warning' ? 'warning' : 'info';
      return [`${machine.name} ${state}`, severity] as const;
    }),
  ),
);

/** An instant as rows have it. */
export const instant = (ms: number): string => new Date(Math.round(ms)).toISOString();

/** Collects rows and events. */
export function seedRows(): SeedRows {
  let tables = new Map<TableName, object[]>();
  let events: EventRecord[] = [];
  return {
    add(table, row) {
      const list = tables.get(table) ?? [];
      list.push(row);
      tables.set(table, list);
      return row;
    },
    note(entity, row, happened) {
      events.push(eventRecord(entity, row, happened));
    },
    take() {
      const taken = { tables, events };
      tables = new Map();
      events = [];
      return taken;
    },
  };
}

function eventRecord(
  entity: EntityType,
  row: Readonly<Record<string, unknown>>,
  { at, trigger, from = null, to = null, actor = 'system', reason, severity, payload }: Happened,
): EventRecord {
  const text = (column: string): string | null => {
    const value = row[column];
    return typeof value === 'string' ? value : null;
  };
  const own = (kind: EntityType): string | null => (entity === kind ? text('id') : null);
  return {
    at: instant(at),
    type: `${entity}.${trigger}`,
    severity: severity ?? severityOf.get(`${entity} ${to}`) ?? 'info',
    entity_type: entity,
    entity_id: String(row.id),
    from_state: from,
    to_state: to,
    trigger,
    reason: reason ?? null,
    actor,
    run_id: own('run') ?? text('run_id'),
    workstream_id: own('workstream') ?? text('workstream_id'),
    task_id: own('task') ?? text('task_id'),
    tool_id: own('breaker') ?? text('tool_id'),
    worker_id: own('worker') ?? text('worker_id'),
    payload: payload ?? {},
  };
}

const eventColumns =
  'at, type, severity, entity_type, entity_id, from_state, to_state, trigger, reason, actor, run_id, workstream_id, task_id, tool_id, worker_id, payload';
/** Rows in one statement: large enough to be quick, small enough for the memory of server and client. */
const mostRows = 2_000;

/** Writes rows, what is referred to first; then the events, in the order of their times. */
export async function writeRows(
  client: PoolClient,
  { tables, events }: ReturnType<SeedRows['take']>,
): Promise<void> {
  for (const table of insertOrder) {
    const rows = (tables.get(table) ?? []).map((row) => toDatabase(table, row));
    for (const batch of batches(rows)) {
      await client.query(
        `insert into ${name(table)} select * from jsonb_populate_recordset(null::${name(table)}, $1::jsonb)`,
        [storableJson(batch)],
      );
    }
  }
  const ordered = events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const batch of batches(ordered)) {
    await client.query(
      `insert into events (${eventColumns}) select ${eventColumns}
       from jsonb_populate_recordset(null::events, $1::jsonb) with ordinality order by ordinality`,
      [storableJson(batch)],
    );
  }
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += mostRows) yield rows.slice(start, start + mostRows);
}
