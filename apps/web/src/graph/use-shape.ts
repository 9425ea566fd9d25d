'use client';

import { useState } from 'react';
import type { RunGraph } from '@/run/apply-events';

const sameTask = (a: RunGraph['tasks'][number], b: RunGraph['tasks'][number] | undefined): boolean =>
  a.id === b?.id && a.wave === b.wave && a.workstream_id === b.workstream_id;

const sameEdge = (a: RunGraph['edges'][number], b: RunGraph['edges'][number] | undefined): boolean =>
  a.from_id === b?.from_id && a.to_id === b.to_id && a.kind === b.kind;

/** Whether two graphs are laid out alike: whatever the states are. */
export function sameShape(a: RunGraph, b: RunGraph): boolean {
  return (
    a === b ||
    (a.tasks.length === b.tasks.length &&
      a.edges.length === b.edges.length &&
      a.workstreams.length === b.workstreams.length &&
      a.phases.length === b.phases.length &&
      a.tasks.every((task, index) => sameTask(task, b.tasks[index])) &&
      (a.edges === b.edges || a.edges.every((edge, index) => sameEdge(edge, b.edges[index]))) &&
      a.critical_path.join() === b.critical_path.join())
  );
}

/** The graph as it was when its shape last changed: what is laid out from it stays while only states change. */
export function useShape(graph: RunGraph): RunGraph {
  const [shape, setShape] = useState(graph);
  if (shape === graph || sameShape(shape, graph)) return shape;
  setShape(graph);
  return graph;
}
