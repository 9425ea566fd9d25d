import type { RunSnapshot, TaskRow } from '@uet/core';
import { task as taskSchema } from '@uet/schemas';
import { type TaskLine, taskLine } from '@uet/schemas/api';
import type { Looking } from '../answers.js';
import type { PlanShape } from '../runs/plan-shape.js';
import type { Reader } from '../sql/reader.js';
import { columns, sql } from '../sql/sql.js';
import { openWaits } from './waits.js';

/** The columns of `tasks t` that a line and the planner need: all but the step, which may be long. */
export const taskColumns = columns(
  Object.keys(taskSchema.shape).filter((name) => name !== 'step'),
  't',
);

const lineNames = Object.keys(taskLine.shape).filter((name) => name in taskSchema.shape);

/** What the tasks of a run, or some of them, have cost. */
export async function taskCosts(reader: Reader, runId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.rows<{ task_id: string; cost: string }>(sql`
    select task_id, trim_scale(coalesce(sum(total_cost), 0)) as cost from costs where run_id = ${runId} group by 1`);
  return new Map(rows.map(({ task_id: taskId, cost }) => [taskId, cost]));
}

/** The tasks of a run whose patch waits for a person. */
export async function awaitedApprovals(reader: Reader, runId: string): Promise<ReadonlySet<string>> {
  const rows = await reader.rows<{ task_id: string }>(
    sql`select task_id from approvals where run_id = ${runId} and state = 'pending'`,
  );
  return new Set(rows.map(({ task_id: taskId }) => taskId));
}

/** What lines are made from beside the rows of the tasks. */
export interface LineGround {
  readonly snapshot: RunSnapshot | null;
  readonly approvals: ReadonlySet<string>;
  readonly costs: ReadonlyMap<string, string>;
  readonly shape: PlanShape;
}

/** Tasks as a list or graph shows them. */
export function taskLines(tasks: readonly TaskRow[], ground: LineGround, now: Looking['now']): TaskLine[] {
  const at = now();
  const waitOf = openWaits(ground.snapshot, ground.approvals, at);
  return tasks.map((task) => {
    const row = task as unknown as Record<string, unknown>;
    const line: Record<string, unknown> = {};
    // A graph has thousands of lines: pairs of names and values would be most of what it takes to make them.
    for (const name of lineNames) line[name] = row[name];
    return Object.assign(line, waitOf(task), {
      wave: ground.shape.waves.get(task.id) ?? 0,
      cost_usd: ground.costs.get(task.id) ?? '0',
      duration_ms: durationOf(task, at),
    }) as unknown as TaskLine;
  });
}

function durationOf({ started_at: start, ended_at: end }: TaskRow, at: Date): number | null {
  if (start === null) return null;
  return Math.max(0, (end === null ? at.getTime() : Date.parse(end)) - Date.parse(start));
}
