import { type RunSnapshot, UetError } from '@uet/core';
import type { Contract, OutputOf } from '@uet/schemas/api';
import type { Answers, Looking } from '../answers.js';
import { columns, sql } from '../sql/sql.js';
import { awaitedApprovals, taskCosts, taskLines } from '../tasks/task-lines.js';
import type { ShapeSource } from './plan-shape.js';

/** What graphs and task lines are made from, beside the statements. */
export interface PlanSources {
  readonly shapes: ShapeSource;
  /** What the planner looks at; null where there is no such run. */
  readonly snapshotOf: (runId: string) => Promise<RunSnapshot | null>;
}

/** The tasks of a run with what waits for what. */
export const graphOfRun =
  ({ reader, now }: Looking, { shapes, snapshotOf }: PlanSources): Answers<'runs', 'graph'> =>
  async ({ run_id: runId }) => {
    const [snapshot, costs, approvals] = await Promise.all([
      snapshotOf(runId),
      taskCosts(reader, runId),
      awaitedApprovals(reader, runId),
    ]);
    if (snapshot === null) throw new UetError('not_found', `there is no run ${runId}`, { where: runId });
    const shape = await shapes(runId, snapshot);
    return {
      phases: [...snapshot.phases],
      workstreams: [...snapshot.workstreams],
      tasks: taskLines(snapshot.tasks, { snapshot, approvals, costs, shape }, now),
      edges: snapshot.dependencies.map(({ from_id, to_id, kind, level }) => ({
        from_id,
        to_id,
        kind,
        level,
      })),
      critical_path: [...shape.criticalPath],
    };
  };

type Timeline = OutputOf<Contract['runs']['timeline']>;
const attemptNames = [
  'id',
  'task_id',
  'number',
  'tool_id',
  'state',
  'failure_kind',
  'started_at',
  'ended_at',
] as const satisfies ReadonlyArray<keyof Timeline['attempts'][number]>;

/** When each attempt and each gate of a run ran, and what landed when. */
export const timelineOfRun =
  ({ reader }: Looking): Answers<'runs', 'timeline'> =>
  async ({ run_id: runId }) => {
    const [runs, attempts, gates, landed] = await Promise.all([
      reader.rows(sql`select 1 from runs where id = ${runId}`),
      reader.rows<Timeline['attempts'][number]>(sql`
        select ${columns(attemptNames, 'a')} from attempts a where a.run_id = ${runId} order by a.started_at, a.id`),
      reader.rows<Timeline['gates'][number]>(sql`
        select g.id, g.name, g.state, g.patch_id, g.started_at, g.ended_at, e.task_id,
          g.cached_from is not null as cached
        from test_gates g left join patch_ledger e on e.id = g.patch_id
        where g.run_id = ${runId} order by g.created_at, g.id`),
      reader.rows<Timeline['landed'][number]>(sql`
        select task_id, id as patch_id, queued_at, committed_at from patch_ledger
        where run_id = ${runId} and state = 'committed' order by committed_at, id`),
    ]);
    if (runs.length === 0) throw new UetError('not_found', `there is no run ${runId}`, { where: runId });
    return { attempts, gates, landed };
  };
