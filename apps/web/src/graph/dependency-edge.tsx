'use client';

import { type Edge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import type { DrawnEdge } from './edges';

/** An edge as React Flow has it. */
export type FlowEdge = Edge<{ readonly drawn: DrawnEdge; readonly marked: boolean }, 'dependency'>;

const dashes = { hard: undefined, soft: '6 5', gate: '2 4' } as const;

/** A dependency, or a bundle of them with their number. */
export const DependencyEdge = memo(function DependencyEdge(props: EdgeProps<FlowEdge>) {
  const [path, labelX, labelY] = getBezierPath(props);
  if (props.data === undefined) return null;
  const { drawn, marked } = props.data;
  const width = Math.min(6, 1.25 + Math.log2(drawn.count) / 2);
  return (
    <g className={marked ? 'text-accent' : 'text-line-strong'}>
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={marked ? width + 1.25 : width}
        strokeDasharray={dashes[drawn.kind]}
      />
      {drawn.count === 1 ? null : (
        <text
          x={labelX}
          y={labelY}
          dy={-4}
          textAnchor="middle"
          className="fill-muted text-xs"
          stroke="var(--page)"
          strokeWidth={3}
          paintOrder="stroke"
        >
          {drawn.count}
        </text>
      )}
    </g>
  );
});
