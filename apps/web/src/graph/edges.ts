import type { RunGraph } from '@/run/apply-events';
import type { GraphLayout } from './layout';

/** An edge that is drawn: one dependency, or all those between two things of which one is collapsed. */
export interface DrawnEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** The strictest kind of those in it. */
  readonly kind: RunGraph['edges'][number]['kind'];
  /** How many dependencies it stands for. */
  readonly count: number;
  /** Whether it is part of the critical path. */
  readonly critical: boolean;
}

type Shape = Pick<RunGraph, 'tasks' | 'workstreams' | 'edges' | 'critical_path'>;

const strictness = ['soft', 'gate', 'hard'] as const;

const stricter = (a: DrawnEdge['kind'], b: DrawnEdge['kind']): DrawnEdge['kind'] =>
  strictness.indexOf(a) > strictness.indexOf(b) ? a : b;

/** What shows each task, workstream and phase in this layout: itself, or the collapsed group around it. */
export function shownAs(
  graph: Pick<Shape, 'tasks' | 'workstreams'>,
  layout: GraphLayout,
): Map<string, string> {
  const shown = new Map(layout.places.map(({ id }) => [id, id]));
  for (const { id, phase_id: phase } of graph.workstreams) if (!shown.has(id)) shown.set(id, phase);
  for (const task of graph.tasks) {
    if (!shown.has(task.id)) shown.set(task.id, shown.get(task.workstream_id) ?? task.phase_id);
  }
  return shown;
}

/** The edges between what is shown, those between the same two in one; none within a collapsed group. */
export function drawEdges(graph: Shape, layout: GraphLayout): DrawnEdge[] {
  const shown = shownAs(graph, layout);
  const drawn = new Map<string, DrawnEdge>();
  const add = (fromId: string, toId: string, kind: DrawnEdge['kind'], critical: boolean): void => {
    const [from, to] = [shown.get(fromId), shown.get(toId)];
    if (from === undefined || to === undefined || from === to) return;
    const id = `${from}>${to}`;
    const known = drawn.get(id);
    drawn.set(id, {
      id,
      from,
      to,
      kind: known === undefined ? kind : stricter(known.kind, kind),
      count: (known?.count ?? 0) + 1,
      critical: critical || (known?.critical ?? false),
    });
  };
  const next = new Map(graph.critical_path.map((id, index, path) => [id, path[index + 1]]));
  for (const edge of graph.edges) {
    add(edge.from_id, edge.to_id, edge.kind, next.get(edge.from_id) === edge.to_id);
  }
  return [...drawn.values()];
}
