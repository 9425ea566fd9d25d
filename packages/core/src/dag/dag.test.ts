import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UetError } from '../errors/index.js';
import {
  buildGraph,
  compileDag,
  criticalPath,
  cycleMessage,
  descendants,
  earliestStarts,
  findCycle,
  planEdges,
  reverseGraph,
  sortGraph,
  wavesOf,
} from './index.js';

type Edge = readonly [from: number, to: number];

const listOf = (edges: readonly Edge[]) => ({
  from: edges.map(([from]) => from),
  to: edges.map(([, to]) => to),
});

/** Edges that lead from lower to higher numbers, then renumbered: a random DAG. */
const randomDag = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    names: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
    pairs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 120 }),
  }),
);

function edgesOf({ names, pairs }: { names: number[]; pairs: [number, number][] }): Edge[] {
  const forward = pairs
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  return forward.map(([from, to]) => [Number(names[from]), Number(names[to])] as const);
}

const waveNumbers = (waves: number[][]): Map<number, number> =>
  new Map(waves.flatMap((nodes, wave) => nodes.map((node) => [node, wave] as const)));

describe('compileDag', () => {
  it('orders nodes so that every edge leads forward, whatever the graph', () => {
    fc.assert(
      fc.property(randomDag, (sample) => {
        const edges = edgesOf(sample);
        const { order } = compileDag(sample.count, listOf(edges));
        const place = new Map([...order].map((node, index) => [node, index]));
        expect(place.size).toBe(sample.count);
        for (const [from, to] of edges) expect(Number(place.get(from))).toBeLessThan(Number(place.get(to)));
      }),
    );
  });

  it('names the members of a cycle in the order of waiting', () => {
    const compile = () =>
      compileDag(
        ['a', 'b', 'c', 'd'],
        listOf([
          [0, 1],
          [1, 2],
          [2, 0],
          [2, 3],
        ]),
      );
    expect(compile).toThrowError('a → c → b → a (each waits for the next)');
    expect(compile).toThrowError(UetError);
  });

  it('names nodes by their number where they have no keys', () => {
    expect(() =>
      compileDag(
        2,
        listOf([
          [0, 1],
          [1, 0],
        ]),
      ),
    ).toThrowError('0 → 1 → 0');
  });

  it('takes no nodes at all', () => {
    expect(compileDag([], listOf([])).order).toHaveLength(0);
  });
});

describe('findCycle', () => {
  it('reports a simple cycle that is really there, whatever surrounds it', () => {
    const withCycle = fc.tuple(randomDag, fc.array(fc.nat(39), { minLength: 1, maxLength: 8 }));
    fc.assert(
      fc.property(withCycle, ([sample, members]) => {
        const round = [...new Set(members.map((member) => member % sample.count))];
        const injected = round.map(
          (node, index) => [node, Number(round[(index + 1) % round.length])] as const,
        );
        const edges = [...edgesOf(sample), ...injected];
        const result = sortGraph(buildGraph(sample.count, listOf(edges)));
        if (result.ok) throw new Error('a graph with a cycle was sorted');
        const known = new Set(edges.map((edge) => edge.join('>')));
        const { cycle } = result;
        expect(new Set(cycle).size).toBe(cycle.length);
        cycle.forEach((node, index) => {
          expect(known).toContain(`${node}>${cycle[(index + 1) % cycle.length]}`);
        });
      }),
    );
  });

  it('prefers the shortest way round, and begins with the lowest number', () => {
    const long: Edge[] = [
      [5, 4],
      [4, 3],
      [3, 2],
      [2, 1],
      [1, 5],
    ];
    expect(findCycle(buildGraph(6, listOf([...long, [2, 4]])))).toEqual([2, 4, 3]);
    expect(findCycle(buildGraph(6, listOf(long)))).toEqual([1, 5, 4, 3, 2]);
  });

  it('reports a node that waits for itself', () => {
    expect(
      findCycle(
        buildGraph(
          3,
          listOf([
            [0, 1],
            [1, 1],
            [1, 2],
          ]),
        ),
      ),
    ).toEqual([1]);
  });

  it('walks past what only leads to or away from a cycle', () => {
    expect(
      findCycle(
        buildGraph(
          5,
          listOf([
            [0, 1],
            [1, 4],
            [1, 2],
            [2, 1],
            [2, 3],
          ]),
        ),
      ),
    ).toEqual([1, 2]);
  });

  it('reports nothing where there is no cycle', () => {
    expect(findCycle(buildGraph(2, listOf([[0, 1]])))).toEqual([]);
  });
});

describe('cycleMessage', () => {
  it('names once what comes twice in a row', () => {
    expect(cycleMessage(['a', 'workstream:w', 'workstream:w'])).toContain(': a → workstream:w → a (');
  });
});

describe('wavesOf', () => {
  it('puts each node in the wave after the last one it waits for', () => {
    fc.assert(
      fc.property(randomDag, (sample) => {
        const edges = edgesOf(sample);
        const waves = waveNumbers(wavesOf(compileDag(sample.count, listOf(edges))));
        for (let node = 0; node < sample.count; node++) {
          const before = edges.filter(([, to]) => to === node).map(([from]) => Number(waves.get(from)) + 1);
          expect(waves.get(node)).toBe(Math.max(0, ...before));
        }
      }),
    );
  });

  it('gives points to wait for no wave of their own', () => {
    const dag = compileDag(
      3,
      listOf([
        [0, 2],
        [2, 1],
      ]),
    );
    expect(wavesOf(dag, 2)).toEqual([[0], [1]]);
  });
});

describe('criticalPath', () => {
  it('weighs as much as the latest end', () => {
    const weighted = randomDag.chain((sample) =>
      fc.record({
        sample: fc.constant(sample),
        weights: fc.array(fc.nat(9), { minLength: 40, maxLength: 40 }),
      }),
    );
    fc.assert(
      fc.property(weighted, ({ sample, weights }) => {
        const dag = compileDag(sample.count, listOf(edgesOf(sample)));
        const ends = [...earliestStarts(dag, weights)].map((start, node) => start + Number(weights[node]));
        const path = criticalPath(dag, weights);
        expect(path.length).toBe(Math.max(...ends));
        expect(path.nodes.reduce((sum, node) => sum + Number(weights[node]), 0)).toBe(path.length);
      }),
    );
  });

  it('is empty for an empty graph', () => {
    expect(criticalPath(compileDag(0, listOf([])), [])).toEqual({ nodes: [], length: 0 });
  });
});

describe('descendants', () => {
  it('marks all that is reached, and not the node itself', () => {
    const graph = buildGraph(
      5,
      listOf([
        [0, 1],
        [1, 2],
        [0, 2],
        [3, 4],
      ]),
    );
    expect([...descendants(graph, 0)]).toEqual([0, 1, 1, 0, 0]);
    expect([...descendants(reverseGraph(graph), 2)]).toEqual([1, 1, 0, 0, 0]);
  });
});

describe('planEdges', () => {
  const order = (shape: Parameters<typeof planEdges>[0]) => {
    const edges = planEdges(shape);
    return { edges, dag: compileDag(edges.nodeCount, edges) };
  };

  it('makes every task of one workstream wait for every task of another', () => {
    // Places: tasks 0-3, workstreams 4 and 5, phase 6.
    const { dag } = order({
      workstreamOfTask: [0, 0, 1, 1],
      phaseOfWorkstream: [0, 0],
      phaseCount: 1,
      edges: listOf([[4, 5]]),
    });
    expect(wavesOf(dag, 4)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('makes everything in a phase wait for everything in another, a phase without tasks in between', () => {
    // Places: tasks 0-1, workstreams 2-4, phases 5-7; phase 6 has a workstream without tasks.
    const { dag } = order({
      workstreamOfTask: [0, 2],
      phaseOfWorkstream: [0, 1, 2],
      phaseCount: 3,
      edges: listOf([
        [5, 6],
        [6, 7],
      ]),
    });
    expect(wavesOf(dag, 2)).toEqual([[0], [1]]);
  });

  it('needs no more edges than there are tasks, workstreams and written edges', () => {
    const tasks = 2000;
    const { edges, dag } = order({
      workstreamOfTask: Array.from({ length: tasks }, (_, task) => (task < tasks / 2 ? 0 : 1)),
      phaseOfWorkstream: [0, 1],
      phaseCount: 2,
      edges: listOf([[tasks + 2, tasks + 3]]),
    });
    expect(edges.from.length).toBeLessThan(2 * tasks);
    expect(wavesOf(dag, tasks).map((wave) => wave.length)).toEqual([tasks / 2, tasks / 2]);
  });

  it('tells the place of a node, so that a cycle through a workstream can name it', () => {
    const edges = planEdges({
      workstreamOfTask: [0],
      phaseOfWorkstream: [0],
      phaseCount: 1,
      edges: listOf([[1, 0]]),
    });
    const result = sortGraph(buildGraph(edges.nodeCount, edges));
    if (result.ok) throw new Error('a task that waits for its own workstream was sorted');
    expect(result.cycle.map(edges.placeOf)).toEqual([0, 1]);
  });
});
