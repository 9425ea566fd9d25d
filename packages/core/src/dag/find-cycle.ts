import { at, type Graph, inDegrees, reverseGraph } from './graph.js';

/** From so many nodes of the first cycle the shortest way round is looked for. */
const STARTS = 64;

/** Takes away nodes that nothing of the rest leads to, again and again; what stays leads round or behind a cycle. */
function trim(graph: Graph, alive: Uint8Array): void {
  const degrees = inDegrees(graph);
  const pending: number[] = [];
  for (let node = 0; node < graph.nodeCount; node++) if (degrees[node] === 0) pending.push(node);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    alive[node] = 0;
    for (let edge = at(graph.offsets, node); edge < at(graph.offsets, node + 1); edge++) {
      const target = at(graph.targets, edge);
      degrees[target] = at(degrees, target) - 1;
      if (degrees[target] === 0) pending.push(target);
    }
  }
}

/** Any cycle: from a node that is left, on and on to a successor that is left, until one comes again. */
function walkRound({ offsets, targets }: Graph, alive: Uint8Array): number[] {
  const path: number[] = [];
  const place = new Map<number, number>();
  let node = alive.indexOf(1);
  while (!place.has(node)) {
    place.set(node, path.length);
    path.push(node);
    let edge = at(offsets, node);
    while (alive[at(targets, edge)] === 0) edge += 1;
    node = at(targets, edge);
  }
  return path.slice(place.get(node));
}

/** The shortest way from a node back to itself that has fewer than `limit` nodes. */
function shortestRound(
  { nodeCount, offsets, targets }: Graph,
  start: number,
  limit: number,
): number[] | undefined {
  const cameFrom = new Int32Array(nodeCount).fill(-1);
  let layer = [start];
  for (let length = 1; length < limit; length++) {
    const next: number[] = [];
    for (const node of layer) {
      for (let edge = at(offsets, node); edge < at(offsets, node + 1); edge++) {
        const target = at(targets, edge);
        if (target === start) return wayBack(cameFrom, start, node);
        if (at(cameFrom, target) !== -1) continue;
        cameFrom[target] = node;
        next.push(target);
      }
    }
    layer = next;
  }
  return undefined;
}

function wayBack(cameFrom: Int32Array, start: number, end: number): number[] {
  const path = [end];
  for (let node = end; node !== start; ) {
    node = at(cameFrom, node);
    path.push(node);
  }
  return path.toReversed();
}

/**
 * The members of a simple cycle in the order of its edges, the lowest number first; empty where there is
 * none. It is the shortest one through (the first 64 of) the members of the first cycle that is met.
 */
export function findCycle(graph: Graph): number[] {
  const alive = new Uint8Array(graph.nodeCount).fill(1);
  trim(graph, alive);
  trim(reverseGraph(graph), alive);
  if (!alive.includes(1)) return [];
  let cycle = walkRound(graph, alive);
  for (const start of cycle.slice(0, STARTS)) cycle = shortestRound(graph, start, cycle.length) ?? cycle;
  const first = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
