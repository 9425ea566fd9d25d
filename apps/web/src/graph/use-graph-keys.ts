'use client';

import type { KeyboardEvent } from 'react';
import type { DrawnEdge } from './edges';
import type { GraphLayout } from './layout';
import { type Direction, neighbor } from './neighbors';

interface GraphKeys {
  readonly layout: GraphLayout;
  readonly edges: readonly DrawnEdge[];
  readonly focused: string | null;
  readonly onFocus: (id: string) => void;
  readonly onEnter: (id: string) => void;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** What keys do while the graph has the focus: arrows move, Enter opens, + − 0 zoom. */
export function useGraphKeys(graph: GraphKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    const { focused } = graph;
    if (direction !== undefined) {
      const next = neighbor(graph.layout, graph.edges, focused ?? '', direction);
      if (next !== null) graph.onFocus(next);
    } else if ((event.key === 'Enter' || event.key === ' ') && focused !== null) graph.onEnter(focused);
    else if (event.key === '+' || event.key === '=') graph.onZoom(1.4);
    else if (event.key === '-') graph.onZoom(1 / 1.4);
    else if (event.key === '0') graph.onFit();
    else return;
    event.preventDefault();
  };
}
