import type { RunGraph } from '@/run/apply-events';

interface Size {
  readonly phases: number;
  readonly workstreams: number;
  readonly tasks: number;
  readonly waves: number;
}

/** A made-up graph for tests: in each workstream every task depends on one of the wave before. */
export function aGraph({ phases, workstreams, tasks, waves }: Size): RunGraph {
  const each = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const phaseRows = each(phases, (p) => ({ id: `p${p}`, ordinal: p }));
  const lanes = phaseRows.flatMap((phase) =>
    each(workstreams, (w) => ({ id: `${phase.id}.w${w}`, phase_id: phase.id, ordinal: w })),
  );
  const perWave = Math.ceil(tasks / waves);
  const rows = lanes.flatMap((lane) =>
    each(tasks, (t) => ({
      id: `${lane.id}.t${t}`,
      phase_id: lane.phase_id,
      workstream_id: lane.id,
      wave: Math.floor(t / perWave),
      ordinal: t,
    })),
  );
  const edges = rows
    .filter((task) => task.wave > 0)
    .map((task) => ({
      from_id: `${task.workstream_id}.t${task.ordinal - perWave}`,
      to_id: task.id,
      kind: 'hard',
      level: 'task',
    }));
  return {
    phases: phaseRows,
    workstreams: lanes,
    tasks: rows,
    edges,
    critical_path: [],
  } as unknown as RunGraph;
}
