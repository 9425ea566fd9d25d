import type { TaskRow } from '@uet/core';
import {
  attempt as attemptSchema,
  type ErrorCapture,
  errorCapture,
  type RoutingDecision,
  routingDecision,
  type Task,
  task as taskSchema,
  type WsStep,
} from '@uet/schemas';
import type { AttemptLine, Contract, OutputOf } from '@uet/schemas/api';
import { type Answers, found, type Looking } from '../answers.js';
import { gateLinesOf } from '../gates/gate-lines.js';
import { quoted } from '../gates/gates.js';
import { readPatchLines } from '../patches/patch-list.js';
import type { PlanSources } from '../runs/run-graph.js';
import type { Reader } from '../sql/reader.js';
import { columns, sql } from '../sql/sql.js';
import { linesOfTasks } from './task-list.js';

type TaskPage = OutputOf<Contract['tasks']['get']>;

/** The attempts of a task with what they cost: null as long as a part of it has no price. */
const attemptsOf = (reader: Reader, taskId: string): Promise<AttemptLine[]> =>
  reader.rows<AttemptLine>(sql`
    select ${columns(
      Object.keys(attemptSchema.shape).filter((name) => name !== 'log_path'),
      'a',
    )}, c.cost_usd, c.model,
      case when a.log_path is not null or a.state = 'running' then array['stdout', 'stderr']
        else array[]::text[] end as streams
    from attempts a left join lateral (
      select case when bool_or(total_cost is null) then null else trim_scale(sum(total_cost)) end as cost_usd,
        max(model) as model
      from costs where attempt_id = a.id) c on true
    where a.task_id = ${taskId} order by a.number`);

/** What a task directly depends on, or what directly depends on it. */
const neighbors = (
  reader: Reader,
  { run_id: runId, id }: Task,
  [end, other]: readonly ['from_id' | 'to_id', 'from_id' | 'to_id'],
): Promise<TaskPage['depends_on']> =>
  reader.rows(sql`
    select t.id, t.key, t.title, t.state from dependencies d join tasks t on t.id = ${columns([other], 'd')}
    where d.run_id = ${runId} and ${columns([end], 'd')} = ${id} order by t.ordinal`);

/** What a step runs, or the prompt, as the template says it. */
export function commandOfStep(step: Task['step']): string | null {
  const { run, prompt, patch, tool, args = [] } = step as unknown as WsStep;
  if (run !== undefined) return typeof run === 'string' ? run : run.map(quoted).join(' ');
  if (prompt !== undefined) return prompt;
  if (patch !== undefined) return patch;
  return tool === undefined ? null : [tool, ...args].map(quoted).join(' ');
}

/** One task with its attempts, patches, gates and errors. */
export const getTask =
  (looking: Looking, sources: PlanSources): Answers<'tasks', 'get'> =>
  async ({ task_id: taskId }) => {
    const { reader } = looking;
    const [row] = await reader.rows<Task>(
      sql`select ${columns(Object.keys(taskSchema.shape), 't')} from tasks t where t.id = ${taskId}`,
    );
    const record = found(row, 'task', taskId);
    const ofTask = sql`task_id = ${taskId}`;
    const [[line], dependsOn, dependents, attempts, routing, patches, gates, errors] = await Promise.all([
      linesOfTasks(looking, sources, { runId: record.run_id, tasks: [record as TaskRow] }),
      neighbors(reader, record, ['to_id', 'from_id']),
      neighbors(reader, record, ['from_id', 'to_id']),
      attemptsOf(reader, taskId),
      reader.rows<RoutingDecision>(sql`
        select ${columns(Object.keys(routingDecision.shape), 'd')} from routing_decisions d where ${ofTask} order by id`),
      readPatchLines(reader, [sql`e.task_id = ${taskId}`], sql`order by e.id`),
      gateLinesOf(reader, [sql`e.task_id = ${taskId}`], sql`order by g.id`),
      reader.rows<ErrorCapture>(sql`
        select ${columns(Object.keys(errorCapture.shape), 'x')} from errors x where ${ofTask} order by last_seen desc, id`),
    ]);
    return {
      task: found(line, 'task', taskId),
      record,
      command: commandOfStep(record.step),
      depends_on: dependsOn,
      dependents,
      attempts,
      routing,
      patches,
      gates,
      errors,
    };
  };

/** Where a log lies: what the server needs to open it. */
export interface LogPlace {
  readonly kind: 'attempt' | 'gate';
  readonly run_id: string;
  /** The folder of the logs; null where nothing recorded one, which is so while it runs. */
  readonly log_path: string | null;
  /** Whether nothing will be added any more. */
  readonly ended: boolean;
}

/** Where the logs of an attempt or gate lie; of a verdict that was taken over, those of its source. */
export const placeOfLog =
  ({ reader }: Looking) =>
  async (subjectId: string): Promise<LogPlace> => {
    const [place] = await reader.rows<LogPlace>(sql`
      select 'attempt' as kind, run_id, log_path, ended_at is not null as ended from attempts where id = ${subjectId}
      union all
      select 'gate', coalesce(s.run_id, g.run_id), coalesce(g.log_path, s.log_path), g.ended_at is not null
      from test_gates g left join test_gates s on s.id = g.cached_from where g.id = ${subjectId}`);
    return found(place, 'attempt or gate', subjectId);
  };
