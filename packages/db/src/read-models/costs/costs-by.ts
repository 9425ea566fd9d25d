import type { CostLine } from '@uet/schemas/api';
import type { Answers, Looking, Request } from '../answers.js';
import { between, equals } from '../sql/search.js';
import { limitedTo, type Sql, sql, where } from '../sql/sql.js';

type CostRequest = Request<'costs', 'by'>;
type Dimension = CostRequest['dimension'];
type Period = Omit<CostRequest, 'dimension' | 'limit'>;

interface DimensionSql {
  /** What costs `c` are grouped by, with the tables that it takes. */
  readonly key: Sql;
  readonly tables?: Sql;
  /** What is shown for a key `k.key`. */
  readonly label: Sql;
  /** What landed patches `e` are counted by; null where that makes no sense. */
  readonly landed: { readonly key: Sql; readonly tables?: Sql } | null;
}

const attemptOfPatch = sql`join patches p on p.id = e.id join attempts a on a.id = p.attempt_id`;

const dimensions: Record<Dimension, DimensionSql> = {
  day: {
    key: sql`(c.created_at at time zone 'UTC')::date`,
    label: sql`to_char(k.key, 'YYYY-MM-DD')`,
    landed: { key: sql`(e.committed_at at time zone 'UTC')::date` },
  },
  model: {
    key: sql`coalesce(c.model, '')`,
    label: sql`case when k.key = '' then 'no model' else k.key end`,
    landed: {
      key: sql`m.model`,
      tables: sql`${attemptOfPatch} cross join lateral (
        select distinct model from costs where attempt_id = a.id and model is not null) m`,
    },
  },
  tool: {
    key: sql`c.tool_id`,
    label: sql`k.key`,
    landed: { key: sql`a.tool_id`, tables: attemptOfPatch },
  },
  template: {
    key: sql`r.template_name`,
    tables: sql`join runs r on r.id = c.run_id`,
    label: sql`k.key`,
    landed: { key: sql`r.template_name`, tables: sql`join runs r on r.id = e.run_id` },
  },
  run: {
    key: sql`c.run_id`,
    label: sql`(select r.template_name || ' ' || right(r.id, 6) from runs r where r.id = k.key)`,
    landed: { key: sql`e.run_id` },
  },
  task: {
    key: sql`c.task_id`,
    label: sql`(select t.key from tasks t where t.id = k.key)`,
    landed: { key: sql`e.task_id` },
  },
  resource_type: { key: sql`c.resource_type`, label: sql`replace(k.key, '_', ' ')`, landed: null },
};

/** The sums of a group of costs `c`. */
const sums = sql`
  trim_scale(coalesce(sum(c.total_cost), 0)) as cost_usd, count(*)::int as records,
  (count(*) filter (where c.total_cost is null))::int as unpriced,
  coalesce(sum(c.tokens_in), 0)::bigint as tokens_in, coalesce(sum(c.tokens_out), 0)::bigint as tokens_out,
  coalesce(sum(c.tokens_cached), 0)::bigint as tokens_cached,
  coalesce(round(sum(c.quantity) filter (where c.resource_type = 'compute_time') * 1000), 0)::bigint as compute_ms`;

const costConditions = ({ run_id: runId, since, until }: Period): Sql[] => [
  ...equals(sql`c.run_id`, runId),
  ...between(sql`c.created_at`, since, until),
];

const landedConditions = ({ run_id: runId, since, until }: Period): Sql[] => [
  sql`e.state = 'committed'`,
  ...equals(sql`e.run_id`, runId),
  ...between(sql`e.committed_at`, since, until),
];

function landedCounts({ landed }: DimensionSql, request: Period): Sql {
  if (landed === null) return sql`select null::text as key, 0 as n where false`;
  return sql`select ${landed.key} as key, count(*)::int as n from patch_ledger e ${landed.tables ?? sql``}
    ${where(landedConditions(request))} group by 1`;
}

/** Costs added up by one dimension: the dearest first, or the latest days in order. */
export const costsByDimension =
  ({ reader }: Looking): Answers<'costs', 'by'> =>
  async (request) => {
    const { dimension, limit } = request;
    const isByDay = dimension === 'day';
    const chosen = dimensions[dimension];
    const order = isByDay ? sql`1 desc` : sql`coalesce(sum(c.total_cost), 0) desc, 1`;
    const place = isByDay ? sql`k.key` : sql`k.cost_usd desc, k.key`;
    const landed = chosen.landed === null ? sql`null::int` : sql`coalesce(l.n, 0)`;
    const items = await reader.rows<CostLine>(sql`
      with k as (
        select ${chosen.key} as key, ${sums} from costs c ${chosen.tables ?? sql``}
        ${where(costConditions(request))} group by 1 order by ${order} ${limitedTo(limit)}),
      l as (${landedCounts(chosen, request)})
      select ${isByDay ? chosen.label : sql`k.key`} as key, ${chosen.label} as label, k.cost_usd, k.records, k.unpriced,
        k.tokens_in, k.tokens_out, k.tokens_cached, k.compute_ms, ${landed} as landed_patches
      from k left join l on l.key = k.key order by ${place}`);
    return { items };
  };

interface Summed {
  readonly cost_usd: string;
  readonly wasted_usd: string;
  readonly landed_patches: number;
  readonly cost_per_landed_patch_usd: string | null;
  readonly unpriced: number;
  readonly tokens_in: number;
  readonly tokens_out: number;
  readonly tokens_cached: number;
  readonly compute_ms: number;
}

/**
 * What everything cost. Wasted is what attempts cost that failed or were stopped, or whose patch was set aside, taken
 * back or dropped; what still waits to land is not.
 */
export const summarizeCosts =
  ({ reader }: Looking): Answers<'costs', 'summary'> =>
  async (request) => {
    const [summed] = await reader.rows<Summed & { records: number }>(sql`
      with s as (
        select ${sums}, trim_scale(coalesce(sum(c.total_cost) filter (
          where a.state in ('failed', 'canceled')
            or e.state in ('apply_failed', 'quarantined', 'rolled_back', 'dropped')), 0)) as wasted_usd
        from costs c join attempts a on a.id = c.attempt_id left join patch_ledger e on e.id = a.patch_id
        ${where(costConditions(request))}),
      l as (select count(*)::int as n from patch_ledger e ${where(landedConditions(request))})
      select s.*, l.n as landed_patches,
        case when l.n > 0 then trim_scale(round(s.cost_usd / l.n, 12)) end as cost_per_landed_patch_usd
      from s, l`);
    if (summed === undefined) throw new Error('a sum always has a row');
    const { records: _, ...summary } = summed;
    return summary;
  };
