import type { Changes, Job, Removal, TableName, Update, VersionedTable } from '@uet/core';
import { jobKey } from '@uet/core';
import type { ErrorCapture } from '@uet/schemas';
import { storableJson, toDatabase } from './row-format.js';
import { insertOrder, name } from './tables.js';

/** One statement with its values, and a name under which the server keeps its plan. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** The parts of a statement that is put together: common table expressions, results, values. */
class Parts {
  readonly expressions: string[] = [];
  readonly results: string[] = [];
  readonly values: unknown[] = [];

  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(alias: string, expression: string, result: string): void {
    this.expressions.push(`${alias} as (${expression})`);
    this.results.push(result);
  }
}

/**
 * All changes as ONE statement (null where there are none), so that a commit is one round trip and one implicit transaction.
 *
 * Each kind of change is a data-modifying expression of its own. `require_rows` (a function of the first
 * migration) ends the statement, and with it the transaction, where an update did not find its version.
 */
export function commitStatement(changes: Changes): Statement | null {
  const { inserts, updates, removals = [], events, jobs } = changes;
  const parts = new Parts();
  for (const table of insertOrder) {
    const rows = inserts.filter((insert) => insert.table === table).map(({ row }) => row);
    if (rows.length === 0) continue;
    const distinct = table === 'errors' ? countedOnce(rows as ErrorCapture[]) : rows;
    const stored = distinct.map((row) => toDatabase(table, row));
    addInsert(parts, table, stored);
  }
  for (const table of insertOrder) {
    const ofTable = updates.filter((update) => update.table === table);
    if (ofTable.length > 0) addUpdate(parts, table as VersionedTable, ofTable);
  }
  for (const table of insertOrder) {
    const ofTable = removals.filter((removal) => removal.table === table);
    if (ofTable.length > 0) addRemoval(parts, table, ofTable);
  }
  if (events.length > 0) addEvents(parts, events);
  if (jobs.length > 0) addJobs(parts, jobs);
  if (parts.results.length === 0) return null;
  return {
    text: `with ${parts.expressions.join(',\n')}\nselect ${parts.results.join(', ')}`,
    values: parts.values,
  };
}

/** One row for each error of each task: `on conflict` takes no row twice. */
function countedOnce(errors: readonly ErrorCapture[]): ErrorCapture[] {
  const counted = new Map<string, ErrorCapture>();
  for (const error of errors) {
    const key = `${error.task_id} ${error.signature}`;
    const first = counted.get(key);
    if (first === undefined) counted.set(key, error);
    else counted.set(key, { ...first, count: first.count + error.count, last_seen: error.last_seen });
  }
  return [...counted.values()];
}

function addInsert(parts: Parts, table: TableName, rows: readonly object[]): void {
  const conflict =
    table === 'errors'
      ? ` on conflict (task_id, signature) do update set count = t.count + excluded.count, last_seen = excluded.last_seen`
      : '';
  const rowsValue = parts.value(storableJson(rows));
  parts.add(
    `insert_${table}`,
    `insert into ${name(table)} as t select * from jsonb_populate_recordset(null::${name(table)}, ${rowsValue}::jsonb)${conflict} returning 1`,
    `(select count(*) from insert_${table})`,
  );
}

function addUpdate(parts: Parts, table: VersionedTable, updates: readonly Update[]): void {
  const columns = [...new Set(updates.flatMap(({ change }) => Object.keys(change)))].sort().map(name);
  const wanted = [...updates]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, version, change }) => ({ id, version, change }));
  const selected = columns.map((column) => `r.${column}`).join(', ');
  const wantedValue = parts.value(storableJson(wanted));
  parts.add(
    `update_${table}`,
    `update ${name(table)} t set (${columns.join(', ')}) = (select ${selected} from jsonb_populate_record(t, w.change) r)
     from jsonb_to_recordset(${wantedValue}::jsonb) as w(id text, version int, change jsonb)
     where t.id = w.id and t.version = w.version returning 1`,
    `require_rows((select count(*) from update_${table}), ${parts.value(updates.length)}::bigint, '${table}')`,
  );
}

function addRemoval(parts: Parts, table: TableName, removals: readonly Removal[]): void {
  const wanted = removals.map(({ id, version }) => ({ id, version }));
  parts.add(
    `remove_${table}`,
    `delete from ${name(table)} t using jsonb_to_recordset(${parts.value(storableJson(wanted))}::jsonb)
       as w(id text, version int)
     where t.id = w.id and t.version = w.version returning 1`,
    `require_rows((select count(*) from remove_${table}), ${parts.value(removals.length)}::bigint, '${table}')`,
  );
}

function addEvents(parts: Parts, events: Changes['events']): void {
  const columns =
    'at, type, severity, entity_type, entity_id, from_state, to_state, trigger, reason, actor, run_id, workstream_id, task_id, tool_id, worker_id, payload';
  parts.add(
    'insert_events',
    `insert into events (${columns}) select ${columns}
     from jsonb_populate_recordset(null::events, ${parts.value(storableJson(events))}::jsonb) returning 1`,
    '(select count(*) from insert_events)',
  );
}

function addJobs(parts: Parts, jobs: readonly Job[]): void {
  const specs = jobs.map((job) => ({
    identifier: identifierOf(job),
    payload: { subject: job.subject },
    queue_name: queueOf(job),
    run_at: job.runAt ?? null,
    max_attempts: null,
    job_key: jobKey(job),
    priority: job.priority ?? null,
    flags: job.name === 'execute' ? [executeFlag] : null,
  }));
  parts.add(
    'add_jobs',
    `select id from graphile_worker.add_jobs(array(select s from jsonb_populate_recordset(
       null::graphile_worker.job_spec, ${parts.value(storableJson(specs))}::jsonb) s))`,
    `require_jobs((select count(id) from add_jobs), ${parts.value(jobs.length)}::bigint)`,
  );
}

/** What jobs are marked with that need a free worker: a process whose workers are paused leaves them to others. */
export const executeFlag = 'execute';

/** The name under which a process of the pool takes jobs of this kind. */
export const identifierOf = ({ name: job, pool }: Pick<Job, 'name' | 'pool'>): string => `${job}@${pool}`;

/** Jobs of one queue run one after another: landings of a lane, acceptance checks of a run. */
const queueOf = ({ name: job, subject }: Job): string | null =>
  job === 'land' || job === 'accept' ? `${job}:${subject}` : null;
