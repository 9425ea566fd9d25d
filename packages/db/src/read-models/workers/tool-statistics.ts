import { type CircuitBreakerRow, circuitBreaker } from '@uet/schemas';
import type { ToolLine } from '@uet/schemas/api';
import type { Answers, Looking } from '../answers.js';
import { columns, sql } from '../sql/sql.js';

/** What of a tool's line is stored; the rest is in the catalogue. */
export type ToolStatistics = Pick<
  ToolLine,
  | 'tool_id'
  | 'breaker'
  | 'attempts'
  | 'succeeded'
  | 'success_rate'
  | 'mean_duration_ms'
  | 'p95_duration_ms'
  | 'cost_usd'
  | 'landed_patches'
>;

const days = 30;

/** The breakers of all tools. */
export const listBreakers =
  ({ reader }: Looking): Answers<'breakers', 'list'> =>
  async () => ({
    items: await reader.rows<CircuitBreakerRow>(
      sql`select ${columns(Object.keys(circuitBreaker.shape), 'b')} from circuit_breakers b order by b.id`,
    ),
  });

/**
 * What each tool did in the last 30 days, by its id. The success rate is that of attempts that have ended otherwise
 * than by being canceled; tools that were never used are not in it.
 */
export const toolStatistics =
  (looking: Looking) => async (): Promise<ReadonlyMap<string, ToolStatistics>> => {
    const since = new Date(looking.now().getTime() - days * 86_400_000).toISOString();
    const [rows, breakers] = await Promise.all([
      looking.reader.rows<Omit<ToolStatistics, 'breaker'>>(sql`
        with used as (
          select tool_id, count(*)::int as attempts,
            (count(*) filter (where state = 'succeeded'))::int as succeeded,
            (count(*) filter (where state = 'succeeded'))::float8
              / nullif(count(*) filter (where state in ('succeeded', 'failed')), 0) as success_rate,
            round(avg(duration_ms))::bigint as mean_duration_ms,
            round(percentile_cont(0.95) within group (order by duration_ms))::bigint as p95_duration_ms
          from attempts where started_at > ${since}::timestamptz group by tool_id),
        spent as (
          select tool_id, sum(total_cost) as usd from costs where created_at > ${since}::timestamptz group by tool_id),
        landed as (
          select a.tool_id, count(*)::int as n
          from patch_ledger e join patches p on p.id = e.id join attempts a on a.id = p.attempt_id
          where e.state = 'committed' and e.committed_at > ${since}::timestamptz group by a.tool_id)
        select u.*, trim_scale(coalesce(s.usd, 0)) as cost_usd, coalesce(l.n, 0) as landed_patches
        from used u left join spent s on s.tool_id = u.tool_id left join landed l on l.tool_id = u.tool_id`),
      listBreakers(looking)({}),
    ]);
    const idle = breakers.items.filter(({ id }) => !rows.some((row) => row.tool_id === id));
    const lines = [...rows, ...idle.map(({ id }) => neverUsed(id))].map((row): ToolStatistics => {
      return { ...row, breaker: breakers.items.find(({ id }) => id === row.tool_id) ?? null };
    });
    return new Map(lines.map((line) => [line.tool_id, line]));
  };

/** The line of a tool that did nothing in this time. */
export const neverUsed = (toolId: string): ToolStatistics => ({
  tool_id: toolId,
  breaker: null,
  attempts: 0,
  succeeded: 0,
  success_rate: null,
  mean_duration_ms: null,
  p95_duration_ms: null,
  cost_usd: '0',
  landed_patches: 0,
});

/** What one task of a tool cost and took on average, with all its attempts. */
export interface TaskMean {
  readonly tool_id: string;
  readonly cost_usd: string;
  readonly duration_ms: number;
}

/** The ground of an estimate: completed tasks of the last 30 days by tool; of one template, where it has any. */
export const taskMeans =
  ({ reader, now }: Looking) =>
  async (templateName: string | null): Promise<TaskMean[]> => {
    const since = new Date(now().getTime() - days * 86_400_000).toISOString();
    const means = (condition: ReturnType<typeof sql>) =>
      reader.rows<TaskMean>(sql`
        select t.tool_id, trim_scale(round(avg(coalesce(c.usd, 0)), 12)) as cost_usd,
          round(avg(extract(epoch from (t.ended_at - t.started_at)) * 1000))::bigint as duration_ms
        from tasks t join runs r on r.id = t.run_id
        left join lateral (select sum(total_cost) as usd from costs where task_id = t.id) c on true
        where r.created_at > ${since}::timestamptz and t.state = 'completed' and t.started_at is not null
          and t.tool_id is not null ${condition} group by t.tool_id`);
    const ofTemplate = templateName === null ? [] : await means(sql`and r.template_name = ${templateName}`);
    return ofTemplate.length > 0 ? ofTemplate : means(sql``);
  };
