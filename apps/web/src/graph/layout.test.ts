import { describe, expect, it } from 'vitest';
import { aGraph } from './graph-builders';
import { layoutGraph, type Place } from './layout';

const graph = aGraph({ phases: 2, workstreams: 3, tasks: 6, waves: 3 });
const open = new Set<string>();

const find = (places: readonly Place[], id: string): Place => {
  const place = places.find((each) => each.id === id);
  if (place === undefined) throw new Error(`${id} has no place`);
  return place;
};

const holds = (outer: Place, inner: Place): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const overlap = (a: Place, b: Place): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('layoutGraph', () => {
  it('puts phases beside each other, workstreams into them, tasks into those, by wave', () => {
    const { places } = layoutGraph(graph, open);
    expect(places).toHaveLength(2 + 6 + 36);
    expect(find(places, 'p1').x).toBeGreaterThan(find(places, 'p0').x + find(places, 'p0').width);
    expect(holds(find(places, 'p0'), find(places, 'p0.w2'))).toBe(true);
    expect(holds(find(places, 'p0.w2'), find(places, 'p0.w2.t5'))).toBe(true);
    expect(find(places, 'p0.w0.t0').x).toBe(find(places, 'p0.w0.t1').x);
    expect(find(places, 'p0.w0.t2').x).toBeGreaterThan(find(places, 'p0.w0.t1').x);
  });

  it('lets nothing lie on something else', () => {
    const { places } = layoutGraph(
      aGraph({ phases: 2, workstreams: 40, tasks: 40, waves: 2 }),
      new Set(['p0.w1']),
    );
    for (const kind of ['phase', 'workstream'] as const) {
      const same = places.filter((place) => place.kind === kind);
      expect(same.some((a, index) => same.slice(index + 1).some((b) => overlap(a, b)))).toBe(false);
    }
    const lane = places.filter(({ id }) => id.startsWith('p1.w3.t'));
    expect(lane.some((a, index) => lane.slice(index + 1).some((b) => overlap(a, b)))).toBe(false);
  });

  it('shows what is collapsed as one node that holds nothing', () => {
    const { places } = layoutGraph(graph, new Set(['p0', 'p1.w0']));
    expect(places.filter(({ id }) => id.startsWith('p0')).map(({ id }) => id)).toEqual(['p0']);
    expect(places.filter(({ id }) => id.startsWith('p1.w0')).map(({ id }) => id)).toEqual(['p1.w0']);
    expect(find(places, 'p1.w0').collapsed).toBe(true);
  });

  it('goes on in another column where a wave has many tasks', () => {
    const { places, height } = layoutGraph(aGraph({ phases: 1, workstreams: 1, tasks: 100, waves: 1 }), open);
    expect(new Set(places.filter(({ kind }) => kind === 'task').map(({ x }) => x)).size).toBe(8);
    expect(height).toBeLessThan(1_000);
  });

  it('lays 5,000 tasks out in no time', () => {
    const large = aGraph({ phases: 10, workstreams: 10, tasks: 50, waves: 5 });
    const began = performance.now();
    expect(layoutGraph(large, open).places).toHaveLength(10 + 100 + 5_000);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('has room for phases without workstreams and workstreams without tasks', () => {
    const { places } = layoutGraph({ ...graph, tasks: [], workstreams: graph.workstreams.slice(0, 1) }, open);
    expect(places.map(({ id, collapsed }) => [id, collapsed])).toEqual([
      ['p0', false],
      ['p0.w0', true],
      ['p1', true],
    ]);
  });
});
