import { type Budget, budget } from '@uet/schemas';
import { type Answers, found, type Looking } from '../answers.js';
import { columns, sql } from '../sql/sql.js';

/** The columns of `budgets b`. */
export const budgetColumns = columns(Object.keys(budget.shape), 'b');

const mostPoints = 500;

/** The budgets of one run, or of all runs that have not ended: the newest run first. */
export const listBudgets =
  ({ reader }: Looking): Answers<'budgets', 'list'> =>
  async ({ run_id: runId }) => {
    const condition = runId === null ? sql`r.ended_at is null` : sql`b.run_id = ${runId}`;
    const items = await reader.rows<Budget>(sql`
      select ${budgetColumns} from budgets b join runs r on r.id = b.run_id
      where ${condition} order by b.run_id desc, b.id`);
    return { items };
  };

interface Limit {
  readonly max_cost_usd: string | null;
  readonly warning_threshold: number | null;
}

/** What was spent over time: every cost, or where there are too many, every so many of them and the last. */
export const burnDown =
  ({ reader }: Looking): Answers<'budgets', 'burn_down'> =>
  async ({ run_id: runId }) => {
    const [[limit], points] = await Promise.all([
      reader.rows<Limit>(sql`
        select b.max_cost_usd, b.warning_threshold from runs r
        left join budgets b on b.run_id = r.id and b.level = 'run' where r.id = ${runId}`),
      reader.rows<{ at: string; spent_usd: string }>(sql`
        select at, trim_scale(spent_usd) as spent_usd from (
          select created_at as at, id, sum(coalesce(total_cost, 0)) over (order by created_at, id) as spent_usd,
            row_number() over (order by created_at, id) as n, count(*) over () as total
          from costs where run_id = ${runId}) c
        where n = total or n % ceil(total / (${mostPoints} - 1.0))::bigint = 0 order by at, id`),
    ]);
    return { ...found(limit, 'run', runId), points };
  };
