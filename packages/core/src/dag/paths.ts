import type { Dag } from './compile-dag.js';
import { at } from './graph.js';

/** The heaviest way through a DAG. */
export interface CriticalPath {
  /** The nodes of the way that have a weight, first to last. */
  readonly nodes: readonly number[];
  /** The sum of their weights. */
  readonly length: number;
}

/** The weight of the heaviest way that leads to each node, the node itself left out: when it can start. */
export function earliestStarts(
  { nodeCount, offsets, targets, order }: Dag,
  weights: ArrayLike<number>,
): Float64Array {
  const starts = new Float64Array(nodeCount);
  for (let index = 0; index < nodeCount; index++) {
    const node = at(order, index);
    const end = at(starts, node) + at(weights, node);
    for (let edge = at(offsets, node); edge < at(offsets, node + 1); edge++) {
      const target = at(targets, edge);
      if (end > at(starts, target)) starts[target] = end;
    }
  }
  return starts;
}

/**
 * The nodes below `count` by wave: a node is in the wave after the last one that it waits for. Nodes from
 * `count` on are points to wait for, which take no time and belong to no wave.
 */
export function wavesOf(dag: Dag, count = dag.nodeCount): number[][] {
  const starts = earliestStarts(dag, new Uint8Array(dag.nodeCount).fill(1, 0, count));
  const waves: number[][] = [];
  for (let node = 0; node < count; node++) {
    const wave = at(starts, node);
    while (waves.length <= wave) waves.push([]);
    waves[wave]?.push(node);
  }
  return waves;
}

/** The way whose weights add up to the most; among equals the one whose nodes come first. */
export function criticalPath(dag: Dag, weights: ArrayLike<number>): CriticalPath {
  const { nodeCount, offsets, targets, order } = dag;
  const rest = new Float64Array(nodeCount);
  const next = new Int32Array(nodeCount).fill(-1);
  let first = -1;
  for (let index = nodeCount - 1; index >= 0; index--) {
    const node = at(order, index);
    for (let edge = at(offsets, node); edge < at(offsets, node + 1); edge++) {
      const target = at(targets, edge);
      const chosen = at(next, node);
      if (chosen === -1 || at(rest, target) > at(rest, chosen)) next[node] = target;
    }
    const chosen = at(next, node);
    rest[node] = at(weights, node) + (chosen === -1 ? 0 : at(rest, chosen));
    if (first === -1 || at(rest, node) >= at(rest, first)) first = node;
  }
  const nodes: number[] = [];
  for (let node = first; node !== -1; node = at(next, node)) if (at(weights, node) > 0) nodes.push(node);
  return { nodes, length: first === -1 ? 0 : at(rest, first) };
}
