'use client';

import { getViewportForBounds, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Place } from './layout';

/** How the part of the graph that is in sight is moved. */
export interface View {
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  /** Moves only where the place is not in sight. */
  readonly show: (place: Place) => void;
  /** Moves so that what was at one place is where something at another one was. */
  readonly keep: (before: Place, after: Place) => void;
}

/** How all of a graph is fitted into sight. */
export const fitting = { padding: 0.05, maxZoom: 1, minZoom: 0.02 } as const;

const motionMs = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200);

/** Moves the part of the graph that is in sight. */
export function useView(): View {
  const flow = useReactFlow();
  const store = useStoreApi();
  const show = useCallback(
    (place: Place) => {
      const { width, height, transform } = store.getState();
      const [x, y, zoom] = transform;
      const margin = 24;
      const [left, top] = [place.x * zoom + x, place.y * zoom + y];
      const inSight =
        left >= margin &&
        top >= margin &&
        left + place.width * zoom <= width - margin &&
        top + place.height * zoom <= height - margin;
      if (inSight && zoom >= 0.5) return;
      const [centerX, centerY] = [place.x + place.width / 2, place.y + place.height / 2];
      void flow.setCenter(centerX, centerY, { zoom: Math.max(zoom, 0.7), duration: motionMs() });
    },
    [flow, store],
  );
  return useMemo(
    () => ({
      show,
      zoomBy: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: motionMs() }),
      fit: () => void flow.fitView({ ...fitting, duration: motionMs() }),
      keep: (before, after) => {
        const { x, y, zoom } = flow.getViewport();
        const [dx, dy] = [(before.x - after.x) * zoom, (before.y - after.y) * zoom];
        if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom });
      },
    }),
    [flow, show],
  );
}

/** Keeps all of the graph in sight where it was all in sight before the window had another size. */
export function useRefit(): void {
  const flow = useReactFlow();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  const before = useRef({ width, height });
  useEffect(() => {
    const old = before.current;
    before.current = { width, height };
    if (old.width === 0 || (old.width === width && old.height === height)) return;
    const bounds = flow.getNodesBounds(flow.getNodes());
    const { minZoom, maxZoom, padding } = fitting;
    const fitted = getViewportForBounds(bounds, old.width, old.height, minZoom, maxZoom, padding);
    const now = flow.getViewport();
    const isFitted = (['x', 'y', 'zoom'] as const).every((part) => Math.abs(now[part] - fitted[part]) < 0.01);
    if (isFitted) void flow.fitView(fitting);
  }, [flow, width, height]);
}
