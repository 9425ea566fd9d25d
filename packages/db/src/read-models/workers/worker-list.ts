import { workerLifecycle } from '@uet/schemas';
import { type WorkerLine, workerLine } from '@uet/schemas/api';
import type { Answers, Looking } from '../answers.js';
import { columns, sql } from '../sql/sql.js';

const ownNames = Object.keys(workerLine.shape).filter((name) => name in workerLifecycle.shape);
const lineColumns = sql`${columns(ownNames, 'w')}, t.key as current_task_key, t.run_id as current_run_id,
  round(w.total_execution_ms::numeric / nullif(w.tasks_completed + w.tasks_failed, 0))::bigint as mean_execution_ms`;

/** The workers, the longest at work first; where asked for, behind them the last 200 that have ended. */
export const listWorkers =
  ({ reader }: Looking): Answers<'workers', 'list'> =>
  async ({ ended }) => {
    const lines = (condition: ReturnType<typeof sql>) =>
      reader.rows<WorkerLine>(
        sql`select ${lineColumns} from workers w left join tasks t on t.id = w.current_task_id ${condition}`,
      );
    const [present, past] = await Promise.all([
      lines(sql`where w.ended_at is null order by w.started_at, w.id`),
      ended ? lines(sql`where w.ended_at is not null order by w.ended_at desc, w.id desc limit 200`) : [],
    ]);
    return { items: [...present, ...past] };
  };
