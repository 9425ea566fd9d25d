import { testGate } from '@uet/schemas';
import type { GateLine } from '@uet/schemas/api';
import type { Reader } from '../sql/reader.js';
import { columns, type Sql, sql, where } from '../sql/sql.js';

const gateColumns = sql`${columns(Object.keys(testGate.shape), 'g')}, e.task_id, t.key as task_key`;
const gateTables = sql`test_gates g left join patch_ledger e on e.id = g.patch_id left join tasks t on t.id = e.task_id`;

/**
 * The cases of these gates that both passed and failed on one tree, by gate: as `flakyCases` of core finds them, but
 * where the reports lie. Only gates that ran more than once on their tree are looked into.
 */
export async function flakyTitles(
  reader: Reader,
  gateIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (gateIds.length === 0) return new Map();
  const rows = await reader.rows<{ id: string; titles: string[] }>(sql`
    with asked as (select id, tree_id, gate_digest from test_gates where id = any(${gateIds})),
    reports as (
      select g.tree_id, g.gate_digest, x.id, x.record, count(*) over (partition by g.tree_id, g.gate_digest) as times
      from (select distinct tree_id, gate_digest from asked) a
      join test_gates g on g.tree_id = a.tree_id and g.gate_digest = a.gate_digest
      join test_executions x on x.id = g.id),
    results as (
      select r.tree_id, r.gate_digest, r.id, concat_ws(' > ', c->>'suite', c->>'name') as title,
        bool_and(c->>'status' = 'passed') as passed
      from reports r, jsonb_array_elements(r.record->'cases') c
      where r.times > 1 and c->>'status' <> 'skipped' group by 1, 2, 3, 4),
    flaky as (
      select tree_id, gate_digest, title from results group by 1, 2, 3 having bool_or(passed) and not bool_and(passed))
    select a.id, array_agg(f.title order by f.title) as titles
    from asked a join flaky f on f.tree_id = a.tree_id and f.gate_digest = a.gate_digest group by a.id`);
  return new Map(rows.map(({ id, titles }) => [id, titles]));
}

/** Lines of gates under conditions on `test_gates g`, in an order. */
export async function gateLinesOf(
  reader: Reader,
  conditions: readonly Sql[],
  ending: Sql,
): Promise<GateLine[]> {
  const lines = await reader.rows<Omit<GateLine, 'flaky_cases'>>(
    sql`select ${gateColumns} from ${gateTables} ${where(conditions)} ${ending}`,
  );
  const flaky = await flakyTitles(
    reader,
    lines.map(({ id }) => id),
  );
  return lines.map((line) => ({ ...line, flaky_cases: flaky.get(line.id)?.length ?? 0 }));
}
