import { describe, expect, it } from 'vitest';
import { drawEdges } from './edges';
import { aGraph } from './graph-builders';
import { layoutGraph } from './layout';
import { neighbor } from './neighbors';

const graph = aGraph({ phases: 1, workstreams: 2, tasks: 4, waves: 2 });
const across = {
  ...graph,
  edges: [
    ...graph.edges,
    { from_id: 'p0.w0.t2', to_id: 'p0.w1.t0', kind: 'soft' as const, level: 'task' as const },
    { from_id: 'p0.w0.t3', to_id: 'p0.w1.t0', kind: 'hard' as const, level: 'task' as const },
  ],
  critical_path: ['p0.w0.t1', 'p0.w0.t3', 'p0.w1.t0'],
};
const edgesWith = (collapsed: string[]) => drawEdges(across, layoutGraph(across, new Set(collapsed)));

describe('drawEdges', () => {
  it('draws every dependency where all is open, and knows the critical path', () => {
    const edges = edgesWith([]);
    expect(edges).toHaveLength(6);
    expect(edges.filter(({ critical }) => critical).map(({ id }) => id)).toEqual([
      'p0.w0.t1>p0.w0.t3',
      'p0.w0.t3>p0.w1.t0',
    ]);
  });

  it('bundles what goes to or from a collapsed group, as the strictest of its kinds', () => {
    expect(edgesWith(['p0.w0', 'p0.w1'])).toEqual([
      { id: 'p0.w0>p0.w1', from: 'p0.w0', to: 'p0.w1', kind: 'hard', count: 2, critical: true },
    ]);
  });

  it('draws nothing within a collapsed group', () => {
    expect(edgesWith(['p0'])).toEqual([]);
  });
});

describe('neighbor', () => {
  const layout = layoutGraph(across, new Set());
  const go = (id: string, direction: 'left' | 'right' | 'up' | 'down') =>
    neighbor(layout, edgesWith([]), id, direction);

  it('goes along edges to the right and back', () => {
    expect(go('p0.w0.t0', 'right')).toBe('p0.w0.t2');
    expect(go('p0.w0.t2', 'right')).toBe('p0.w1.t0');
    expect(go('p0.w0.t2', 'left')).toBe('p0.w0.t0');
  });

  it('goes to the next above and below, into other lanes too, and ends at the border', () => {
    expect(go('p0.w0.t0', 'down')).toBe('p0.w0.t1');
    expect(go('p0.w0.t1', 'down')).toBe('p0.w1.t0');
    expect(go('p0.w0.t0', 'up')).toBe(null);
  });
});
