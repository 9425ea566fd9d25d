'use client';

import { useReactFlow, useStore, useViewport } from '@xyflow/react';
import { memo, type PointerEvent, useContext, useMemo } from 'react';
import { stateRow } from '@/ui/state-badge';
import { toneColor } from '@/ui/tones';
import { GraphContext } from './graph-context';
import { tonePaths } from './tone-paths';

const Drawing = memo(function Drawing() {
  const graph = useContext(GraphContext);
  const [layout, tasks] = [graph?.layout, graph?.tasks];
  const paths = useMemo(
    () => (layout === undefined || tasks === undefined ? [] : tonePaths(layout.places, tasks)),
    [layout, tasks],
  );
  return (
    <>
      {layout?.places.map(({ id, kind, collapsed, x, y, width, height }) => {
        if (kind === 'task') return null;
        const group = graph?.groups.get(id);
        const { tone } = stateRow(group?.kind ?? 'phase', group?.state ?? 'planned');
        const fill = collapsed ? toneColor[tone] : kind === 'phase' ? 'var(--page)' : 'var(--panel)';
        return <rect key={id} x={x} y={y} width={width} height={height} rx={12} fill={fill} />;
      })}
      {paths.map(([tone, path]) => (
        <path key={tone} d={path} fill={toneColor[tone]} />
      ))}
    </>
  );
});

/** The whole graph, small, with the part that is in sight; a press or a drag goes there. */
export function GraphMap() {
  const layout = useContext(GraphContext)?.layout;
  const { x, y, zoom } = useViewport();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  const flow = useReactFlow();
  if (layout === undefined || layout.width === 0) return null;
  const go = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.buttons !== 1) return;
    const matrix = event.currentTarget.getScreenCTM();
    if (matrix === null) return;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    void flow.setCenter(point.x, point.y, { zoom });
  };
  const margin = 40;
  return (
    <svg
      aria-hidden
      className="absolute right-3 bottom-3 z-10 hidden h-32 w-48 cursor-move touch-none rounded-md border border-line-strong bg-sunken/90 sm:block"
      viewBox={`${-margin} ${-margin} ${layout.width + 2 * margin} ${layout.height + 2 * margin}`}
      onPointerDown={go}
      onPointerMove={go}
    >
      <Drawing />
      <rect
        x={-x / zoom}
        y={-y / zoom}
        width={width / zoom}
        height={height / zoom}
        fill="var(--accent)"
        fillOpacity={0.12}
        stroke="var(--accent)"
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
