import { type Node, Position } from '@xyflow/react';
import type { FlowEdge } from './dependency-edge';
import { type DrawnEdge, drawEdges } from './edges';
import type { GraphLayout, Place } from './layout';

/** A node as React Flow has it: where it is; what it shows, it looks up by its id. */
export type FlowNode = Node<{ readonly collapsed: boolean }, 'task' | 'container'>;

/** Frames lie below the edges, and what can be pressed above them. */
const depth = { phase: -2, workstream: -1, task: 1 } as const;

function flowNode(place: Place): FlowNode {
  const { id, kind, collapsed, x, y, width, height } = place;
  const handle = { y: height / 2, width: 0, height: 0 };
  return {
    id,
    type: kind === 'task' ? 'task' : 'container',
    position: { x, y },
    width,
    height,
    zIndex: collapsed ? depth.task : depth[kind],
    data: { collapsed },
    // Known here, so that edges can lead to nodes that are not drawn, being out of sight.
    measured: { width, height },
    handles: [
      { ...handle, type: 'target', position: Position.Left, x: 0 },
      { ...handle, type: 'source', position: Position.Right, x: width },
    ],
  };
}

/** The nodes of a layout; from far away without tasks, which their workstreams then draw. */
const flowNodes = (layout: GraphLayout, far: boolean): FlowNode[] =>
  layout.places.filter(({ kind }) => !far || kind !== 'task').map(flowNode);

/** The edges of a layout; from far away those between workstreams. */
const edgesSeen = (graph: Parameters<typeof drawEdges>[0], layout: GraphLayout, far: boolean): DrawnEdge[] =>
  drawEdges(graph, far ? { ...layout, places: layout.places.filter(({ kind }) => kind !== 'task') } : layout);

/** Edges as React Flow has them, those of the critical path above the others. */
const flowEdges = (edges: readonly DrawnEdge[], showCritical: boolean): FlowEdge[] =>
  edges
    .toSorted((a, b) => Number(a.critical) - Number(b.critical))
    .map((drawn) => {
      const marked = showCritical && drawn.critical;
      return {
        id: drawn.id,
        type: 'dependency',
        source: drawn.from,
        target: drawn.to,
        zIndex: 0,
        data: { drawn, marked },
      };
    });

/** What is drawn of a layout. */
interface FlowElements {
  readonly nodes: FlowNode[];
  readonly edges: readonly DrawnEdge[];
  readonly flowEdges: FlowEdge[];
}

/** What is drawn from near and from far away: made when it is first asked for, as zooming goes to and fro between both. */
export function flowElements(
  graph: Parameters<typeof drawEdges>[0],
  layout: GraphLayout,
  showCritical: boolean,
): (far: boolean) => FlowElements {
  const made = new Map<boolean, FlowElements>();
  return (far) => {
    const known = made.get(far);
    if (known !== undefined) return known;
    const edges = edgesSeen(graph, layout, far);
    const elements = { nodes: flowNodes(layout, far), edges, flowEdges: flowEdges(edges, showCritical) };
    made.set(far, elements);
    return elements;
  };
}
