'use client';

import type { RunLine } from '@uet/schemas/api';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { block, blocksNear } from './blocks-near';
import type { Runs } from './use-runs';

/** How many lines before the end of what is loaded the next page is asked for. */
const ahead = 40;
/** What covers the top of the window: the bar and the head of the table. */
const coveredPx = 96;
/** What may cover the bottom of the window: the bar of what is selected. */
const coveredBelowPx = 64;

/** The part of the list that is drawn: lines near the window, and how much room the others take. */
export interface RunWindow {
  readonly body: RefObject<HTMLElement | null>;
  readonly items: ReadonlyArray<{ readonly index: number; readonly run: RunLine }>;
  readonly abovePx: number;
  readonly belowPx: number;
  readonly scrollTo: (index: number) => void;
}

/**
 * Draws only the lines near the window, loads more when the end comes near, and keeps still what one looks at. All
 * lines are equally high, so that which ones are near is a division: no library measures them.
 */
export function useRunWindow({ lines, hasMore, stuck, loadMore }: Runs, heightPx: number): RunWindow {
  const body = useRef<HTMLElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const now = body.current?.getBoundingClientRect().top;
    if (now !== undefined) setTop(Math.round(now + window.scrollY));
  });
  const near = useSyncExternalStore(
    watchWindow,
    () => blocksNear({ scrollPx: window.scrollY - top, windowPx: window.innerHeight, heightPx }),
    () => '0 2',
  );
  const [firstBlock = 0, endBlock = 0] = near.split(' ').map(Number);
  const end = Math.min(lines.length, endBlock * block);
  const start = Math.min(end, firstBlock * block);
  useEffect(() => {
    if (hasMore && !stuck && lines.length > 0 && end >= lines.length - ahead) loadMore();
  });
  useStillness(lines, top, heightPx);
  return {
    body,
    items: lines.slice(start, end).map((run, offset) => ({ index: start + offset, run })),
    abovePx: start * heightPx,
    belowPx: (lines.length - end) * heightPx,
    scrollTo: (index) => {
      const linePx = top + index * heightPx;
      const lowestPx = linePx + heightPx + coveredBelowPx - window.innerHeight;
      const wanted = Math.max(Math.min(window.scrollY, linePx - coveredPx), lowestPx);
      if (wanted !== window.scrollY) window.scrollTo({ top: wanted, behavior: 'instant' });
    },
  };
}

const watchWindow = (changed: () => void): (() => void) => {
  window.addEventListener('scroll', changed, { passive: true });
  window.addEventListener('resize', changed);
  return () => {
    window.removeEventListener('scroll', changed);
    window.removeEventListener('resize', changed);
  };
};

/** Lines that come or go above the window scroll it along: what one looks at stays where it is. */
function useStillness(lines: readonly RunLine[], top: number, heightPx: number): void {
  const seen = useRef<{ id: string; index: number } | null>(null);
  const latest = useRef(lines);
  useLayoutEffect(() => {
    latest.current = lines;
    const anchor = seen.current;
    if (anchor === null) return;
    const index = lines.findIndex(({ id }) => id === anchor.id);
    if (index < 0 || index === anchor.index) return;
    seen.current = { id: anchor.id, index };
    window.scrollBy({ top: (index - anchor.index) * heightPx, behavior: 'instant' });
  }, [lines, heightPx]);
  useEffect(() => {
    const look = (): void => {
      const hiddenPx = window.scrollY + coveredPx - top;
      const index = Math.ceil(hiddenPx / heightPx);
      const id = latest.current[index]?.id;
      // At its beginning, the list shows what is new.
      seen.current = window.scrollY === 0 || hiddenPx <= 0 || id === undefined ? null : { id, index };
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, [top, heightPx]);
}
