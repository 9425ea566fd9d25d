/** A directed graph in compressed sparse rows: the successors of node `n` are `targets[offsets[n]…offsets[n+1]]`. */
export interface Graph {
  readonly nodeCount: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** Edges as two lists of node numbers: edge `i` goes from `from[i]` to `to[i]`. */
export interface EdgeList {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
}

/** The number at an index that is known to be inside of the array. */
export const at = (array: ArrayLike<number>, index: number): number => array[index] as number;

/** Builds the rows by a counting sort; the successors of a node keep the order of the edges. */
export function buildGraph(nodeCount: number, { from, to }: EdgeList): Graph {
  const offsets = new Int32Array(nodeCount + 1);
  for (let edge = 0; edge < from.length; edge++)
    offsets[at(from, edge) + 1] = at(offsets, at(from, edge) + 1) + 1;
  for (let node = 0; node < nodeCount; node++) offsets[node + 1] = at(offsets, node + 1) + at(offsets, node);
  const next = offsets.slice(0, nodeCount);
  const targets = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const source = at(from, edge);
    const slot = at(next, source);
    targets[slot] = at(to, edge);
    next[source] = slot + 1;
  }
  return { nodeCount, offsets, targets };
}

/** The same graph with every edge turned round. */
export function reverseGraph({ nodeCount, offsets, targets }: Graph): Graph {
  const sources = new Int32Array(targets.length);
  for (let node = 0; node < nodeCount; node++) sources.fill(node, at(offsets, node), at(offsets, node + 1));
  return buildGraph(nodeCount, { from: targets, to: sources });
}

/** How many edges lead to each node. */
export function inDegrees({ nodeCount, targets }: Graph): Int32Array {
  const degrees = new Int32Array(nodeCount);
  for (let edge = 0; edge < targets.length; edge++) {
    const target = at(targets, edge);
    degrees[target] = at(degrees, target) + 1;
  }
  return degrees;
}

/** A mask of the nodes that can be reached from a node by one edge or more. */
export function descendants({ nodeCount, offsets, targets }: Graph, node: number): Uint8Array {
  const reached = new Uint8Array(nodeCount);
  const pending = [node];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (let edge = at(offsets, current); edge < at(offsets, current + 1); edge++) {
      const target = at(targets, edge);
      if (reached[target] === 1) continue;
      reached[target] = 1;
      pending.push(target);
    }
  }
  return reached;
}
