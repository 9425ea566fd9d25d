import { type RunLine, runLine } from '@uet/schemas/api';
import type { Reader } from '../sql/reader.js';
import { columns, type Sql, sql } from '../sql/sql.js';

const computed = [
  'tasks_failed',
  'patches_landed',
  'patches_quarantined',
  'approvals_pending',
  'duration_ms',
] as const;
type Counters = Omit<Pick<RunLine, (typeof computed)[number]>, 'duration_ms'>;
/** A line without what is counted in other tables. */
export type PlainRunLine = Omit<RunLine, keyof Counters>;

const plainNames = Object.keys(runLine.shape).filter(
  (name) => !(computed as readonly string[]).includes(name),
);

/** How long a run took, in milliseconds, seen at an instant; null before its start. */
export const runDurationAt = (at: Sql): Sql => sql`case when r.started_at is not null then
  greatest(0, round(extract(epoch from (least(coalesce(r.ended_at, ${at}), ${at}) - r.started_at)) * 1000))::bigint end`;

/** The columns of {@link PlainRunLine} of `runs r`. */
export const runLineColumns: Sql = sql`${columns(plainNames, 'r')}, ${runDurationAt(sql`now()`)} as duration_ms`;

const none: Counters = { tasks_failed: 0, patches_landed: 0, patches_quarantined: 0, approvals_pending: 0 };

/** Adds what is counted in other tables: one grouped statement for all lines. */
export async function withCounters(reader: Reader, lines: readonly PlainRunLine[]): Promise<RunLine[]> {
  if (lines.length === 0) return [];
  const ids = lines.map(({ id }) => id);
  const counted = await reader.rows<Counters & { run_id: string }>(sql`
    select run_id, sum(failed)::int as tasks_failed, sum(landed)::int as patches_landed,
      sum(aside)::int as patches_quarantined, sum(asked)::int as approvals_pending
    from (
      select run_id, count(*) as failed, 0 as landed, 0 as aside, 0 as asked
      from tasks where run_id = any(${ids}) and state = 'failed' group by run_id
      union all
      select run_id, 0, count(*) filter (where state = 'committed'), count(*) filter (where state = 'quarantined'), 0
      from patch_ledger where run_id = any(${ids}) and state in ('committed', 'quarantined') group by run_id
      union all
      select run_id, 0, 0, 0, count(*)
      from approvals where run_id = any(${ids}) and state = 'pending' group by run_id
    ) counted group by run_id`);
  const byRun = new Map(counted.map(({ run_id: runId, ...counters }) => [runId, counters]));
  return lines.map((line) => ({ ...line, ...(byRun.get(line.id) ?? none) }));
}

/** The lines of these runs, in the order of the ids; runs that are gone are left out. */
export async function runLinesOf(reader: Reader, ids: readonly string[]): Promise<RunLine[]> {
  if (ids.length === 0) return [];
  const plain = await reader.rows<PlainRunLine>(
    sql`select ${runLineColumns} from runs r where r.id = any(${[...new Set(ids)]})`,
  );
  const place = new Map(ids.map((id, index) => [id, index]));
  const lines = await withCounters(reader, plain);
  return lines.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}
