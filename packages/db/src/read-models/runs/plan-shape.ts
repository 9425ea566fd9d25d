import { compileDag, criticalPath, planEdges, wavesOf } from '@uet/core';
import type { Reader } from '../sql/reader.js';
import { sql } from '../sql/sql.js';

/** The rows that make the shape of a run: they never change after its start. */
export interface PlanRows {
  /** In the order of the template. */
  readonly tasks: ReadonlyArray<{ readonly id: string; readonly workstream_id: string }>;
  readonly workstreams: ReadonlyArray<{ readonly id: string; readonly phase_id: string }>;
  readonly phases: ReadonlyArray<{ readonly id: string }>;
  readonly dependencies: ReadonlyArray<{ readonly from_id: string; readonly to_id: string }>;
}

/** What follows from the edges of a run. */
export interface PlanShape {
  /** By task id: the longest chain of dependencies before it. */
  readonly waves: ReadonlyMap<string, number>;
  /** The ids of the longest chain of tasks. */
  readonly criticalPath: readonly string[];
}

/** The waves and the longest chain of a run. */
export function shapeOf({ tasks, workstreams, phases, dependencies }: PlanRows): PlanShape {
  const places = new Map([...tasks, ...workstreams, ...phases].map(({ id }, index) => [id, index]));
  const placeOf = (id: string): number => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`the run has no row ${id} that another row of it names`);
    return place;
  };
  const edges = planEdges({
    workstreamOfTask: tasks.map((task) => placeOf(task.workstream_id) - tasks.length),
    phaseOfWorkstream: workstreams.map(
      (workstream) => placeOf(workstream.phase_id) - tasks.length - workstreams.length,
    ),
    phaseCount: phases.length,
    edges: {
      from: dependencies.map((edge) => placeOf(edge.from_id)),
      to: dependencies.map((edge) => placeOf(edge.to_id)),
    },
  });
  const dag = compileDag(edges.nodeCount, edges);
  const idOf = (node: number): string => tasks[node]?.id ?? '';
  const waves = wavesOf(dag, tasks.length).flatMap((nodes, wave) =>
    nodes.map((node) => [idOf(node), wave] as const),
  );
  const weights = new Uint8Array(dag.nodeCount).fill(1, 0, tasks.length);
  return { waves: new Map(waves), criticalPath: criticalPath(dag, weights).nodes.map(idOf) };
}

/** Shapes by run id. */
export type ShapeSource = (runId: string, rows?: PlanRows) => Promise<PlanShape>;

const mostKept = 50;

/** Finds the shape of a run, and keeps those of the runs that were looked at last: a shape never changes. */
export function openShapes(reader: Reader): ShapeSource {
  const kept = new Map<string, PlanShape>();
  return async (runId, rows) => {
    const shape = kept.get(runId) ?? shapeOf(rows ?? (await readPlanRows(reader, runId)));
    kept.delete(runId);
    kept.set(runId, shape);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return shape;
  };
}

async function readPlanRows(reader: Reader, runId: string): Promise<PlanRows> {
  const of = sql`where run_id = ${runId}`;
  const [tasks, workstreams, phases, dependencies] = await Promise.all([
    reader.rows<PlanRows['tasks'][number]>(
      sql`select id, workstream_id from tasks ${of} order by ordinal, id`,
    ),
    reader.rows<PlanRows['workstreams'][number]>(
      sql`select id, phase_id from workstreams ${of} order by ordinal`,
    ),
    reader.rows<{ id: string }>(sql`select id from phases ${of} order by ordinal`),
    reader.rows<PlanRows['dependencies'][number]>(
      sql`select from_id, to_id from dependencies ${of} order by id`,
    ),
  ]);
  return { tasks, workstreams, phases, dependencies };
}
