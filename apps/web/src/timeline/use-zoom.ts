'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Zoom {
  readonly pxPerMs: number;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
}

/** What browsers lay out without losing digits. */
const widestPx = 4_000_000;
const closest = 2;

/** The scale of a time axis in a scrolling element: as wide as it at first; Ctrl and the wheel zoom where the pointer is. */
export function useZoom(scroller: RefObject<HTMLElement | null>, lengthMs: number, labelPx: number): Zoom {
  const [width, setWidth] = useState(800);
  const [factor, setFactor] = useState(1);
  const hold = useRef<{ readonly atMs: number; readonly px: number } | null>(null);
  const fitting = Math.max(200, width - labelPx - 24) / Math.max(1, lengthMs);
  const pxPerMs = Math.min(fitting * factor, closest, widestPx / Math.max(1, lengthMs));

  const zoomAt = useCallback(
    (by: number, px: number) => {
      const element = scroller.current;
      if (element === null) return;
      hold.current = { atMs: (element.scrollLeft + px - labelPx) / pxPerMs, px };
      setFactor((before) => Math.max(1, Math.min(before * by, closest / fitting)));
    },
    [scroller, labelPx, pxPerMs, fitting],
  );

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || hold.current === null) return;
    element.scrollLeft = hold.current.atMs * pxPerMs + labelPx - hold.current.px;
    hold.current = null;
  }, [scroller, pxPerMs, labelPx]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomAt(Math.exp(-event.deltaY / 300), event.clientX - element.getBoundingClientRect().left);
    };
    // React listens passively to the wheel: the browser would zoom the page.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, zoomAt]);

  return {
    pxPerMs,
    zoomBy: (by) => zoomAt(by, labelPx + (width - labelPx) / 2),
    fit: () => setFactor(1),
  };
}
