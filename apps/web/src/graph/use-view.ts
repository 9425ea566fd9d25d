'use client';

import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useMemo } from 'react';
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
      fit: () => void flow.fitView({ padding: 0.05, maxZoom: 1, duration: motionMs() }),
      keep: (before, after) => {
        const { x, y, zoom } = flow.getViewport();
        const [dx, dy] = [(before.x - after.x) * zoom, (before.y - after.y) * zoom];
        if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom });
      },
    }),
    [flow, show],
  );
}
