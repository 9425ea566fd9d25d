import { UetError } from '../errors/index.js';
import { findCycle } from './find-cycle.js';
import { at, buildGraph, type EdgeList, type Graph, inDegrees } from './graph.js';

/** A graph without cycles, and its nodes in an order in which every edge leads forward. */
export interface Dag extends Graph {
  readonly order: Int32Array;
}

/** A DAG, or the members of a cycle in the order of its edges. */
export type DagResult =
  | { readonly ok: true; readonly dag: Dag }
  | { readonly ok: false; readonly cycle: readonly number[] };

/** Sorts a graph topologically (Kahn); the order depends on the numbers of the nodes and edges alone. */
export function sortGraph(graph: Graph): DagResult {
  const { nodeCount, offsets, targets } = graph;
  const degrees = inDegrees(graph);
  const order = new Int32Array(nodeCount);
  let filled = 0;
  for (let node = 0; node < nodeCount; node++) if (degrees[node] === 0) order[filled++] = node;
  for (let done = 0; done < filled; done++) {
    const node = at(order, done);
    for (let edge = at(offsets, node); edge < at(offsets, node + 1); edge++) {
      const target = at(targets, edge);
      const left = at(degrees, target) - 1;
      degrees[target] = left;
      if (left === 0) order[filled++] = target;
    }
  }
  if (filled === nodeCount) return { ok: true, dag: { ...graph, order } };
  return { ok: false, cycle: findCycle(graph) };
}

/** Compiles edges between node numbers, or between keys, into a DAG. Throws `bad_template` that names a cycle. */
export function compileDag(nodes: number | readonly string[], edges: EdgeList): Dag {
  const nodeCount = typeof nodes === 'number' ? nodes : nodes.length;
  const result = sortGraph(buildGraph(nodeCount, edges));
  if (result.ok) return result.dag;
  throw cycleError(
    result.cycle.map((node) => (typeof nodes === 'number' ? String(node) : String(nodes[node]))),
  );
}

/** The error `bad_template` that names the members of a cycle, which are in the order of its edges. */
export function cycleError(cycle: readonly string[]): UetError {
  return new UetError('bad_template', cycleMessage(cycle), { hint: 'remove one of these dependencies' });
}

/** Names the members of a cycle in the order of waiting: the reverse of the order of its edges. */
export function cycleMessage(cycle: readonly string[]): string {
  const [first = '', ...rest] = cycle;
  const members = [first, ...rest.toReversed(), first].filter((name, index, all) => name !== all[index - 1]);
  return `dependencies go round in a circle: ${members.join(' → ')} (each waits for the next)`;
}
