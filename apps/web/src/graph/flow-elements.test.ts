import { describe, expect, it } from 'vitest';
import { flowElements } from './flow-elements';
import { aGraph } from './graph-builders';
import { layoutGraph } from './layout';

const graph = aGraph({ phases: 1, workstreams: 2, tasks: 4, waves: 2 });

describe('flowElements', () => {
  const elementsAt = flowElements(graph, layoutGraph(graph, new Set()), true);
  const tasksIn = (far: boolean): number =>
    elementsAt(far).nodes.filter(({ type }) => type === 'task').length;

  it('leaves tasks and what is between them out from far away', () => {
    expect([tasksIn(false), tasksIn(true)]).toEqual([8, 0]);
    expect(elementsAt(false).flowEdges).toHaveLength(4);
    expect(elementsAt(true).flowEdges).toEqual([]);
  });

  it('makes nothing anew when one goes away and comes back', () => {
    const near = elementsAt(false);
    elementsAt(true);
    expect(elementsAt(false)).toBe(near);
  });
});
