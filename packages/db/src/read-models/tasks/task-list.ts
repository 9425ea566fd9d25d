import type { TaskRow } from '@uet/core';
import { type Answers, found, type Looking } from '../answers.js';
import type { PlanSources } from '../runs/run-graph.js';
import { pageFrom, readCursor, writeCursor } from '../sql/cursor.js';
import { containsWords, oneOf } from '../sql/search.js';
import { limitedTo, sql, where } from '../sql/sql.js';
import { awaitedApprovals, taskColumns, taskCosts, taskLines } from './task-lines.js';
import { needsSnapshot } from './waits.js';

/** The lines of these tasks of one run. The rest of the run is read only where a task waits for it. */
export async function linesOfTasks(
  { reader, now }: Looking,
  { shapes, snapshotOf }: PlanSources,
  { runId, tasks }: { readonly runId: string; readonly tasks: readonly TaskRow[] },
) {
  if (tasks.length === 0) return [];
  const [shape, snapshot, costs, approvals] = await Promise.all([
    shapes(runId),
    tasks.some(needsSnapshot) ? snapshotOf(runId) : null,
    taskCosts(reader, runId),
    awaitedApprovals(reader, runId),
  ]);
  return taskLines(tasks, { shape, snapshot, costs, approvals }, now);
}

const ordinal = /^\d{1,9}$/;

/** The tasks of a run in the order of the template, a page at a time. */
export const listTasks =
  (looking: Looking, sources: PlanSources): Answers<'tasks', 'list'> =>
  async ({ run_id: runId, states, search, limit, cursor }) => {
    const { reader } = looking;
    // Ordinals of a run are distinct and never change.
    const after = readCursor(cursor, 'tasks', [ordinal]);
    const conditions = [
      sql`t.run_id = ${runId}`,
      ...oneOf(sql`t.state`, states),
      ...containsWords(sql`concat_ws(' ', t.key, t.title)`, search),
      ...(after === null ? [] : [sql`t.ordinal > ${after[0]}::int`]),
    ];
    const [[run], rows] = await Promise.all([
      reader.rows<{ id: string }>(sql`select id from runs where id = ${runId}`),
      reader.rows<TaskRow>(
        sql`select ${taskColumns} from tasks t ${where(conditions)} order by t.ordinal ${limitedTo(limit + 1)}`,
      ),
    ]);
    found(run, 'run', runId);
    const page = pageFrom(rows, limit, {
      cursorAfter: (last) => writeCursor('tasks', [String(last.ordinal)]),
      item: (task) => task,
    });
    return { ...page, items: await linesOfTasks(looking, sources, { runId, tasks: page.items }) };
  };
