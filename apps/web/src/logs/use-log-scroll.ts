'use client';

import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { LogReader, LogView } from './log-reader';
import { lineAt } from './log-window';

interface LogScroll {
  readonly onScroll: () => void;
  /** Whether the last line that is loaded is out of sight. */
  readonly away: boolean;
  /** Brings a place into sight, loading it first where that is needed. */
  readonly show: (offset: number, line?: number) => void;
  readonly toEnd: () => void;
}

/** So near to an edge, in pixels, more is loaded. */
const nearPx = 2_000;
/** So near to the end, in pixels, one is at the end. */
const endPx = 24;

/**
 * Keeps in sight what one reads while lines come and go before it, goes along with the end while the log is followed,
 * and loads what one scrolls to.
 */
export function useLogScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: Virtualizer<HTMLElement, Element>,
  reader: LogReader,
  view: LogView,
  startAt: number | null,
): LogScroll {
  const { window: part } = view;
  /** The line at the top, and how far it is scrolled out. */
  const anchor = useRef<{ readonly offset: number; readonly beyondPx: number } | null>(null);
  const goal = useRef<number | 'end' | null>(startAt ?? 'end');

  const [away, setAway] = useState(false);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || part.lines.length === 0) return;
    if (goal.current !== null && goal.current !== 'end') {
      const index = lineAt(part, goal.current);
      if (index === -1) return;
      rows.scrollToIndex(index, { align: 'center' });
      goal.current = null;
      anchor.current = null;
    } else if (goal.current === 'end' || view.following) {
      rows.scrollToIndex(part.lines.length - 1, { align: 'end' });
      goal.current = null;
    } else if (anchor.current !== null) {
      const index = lineAt(part, anchor.current.offset);
      const start = index === -1 ? undefined : rows.getOffsetForIndex(index, 'start')?.[0];
      if (start !== undefined) element.scrollTop = start + anchor.current.beyondPx;
    }
    // Only lines that came or went move what one reads: a scroll must not be undone.
  }, [part, view.following, rows, scroller]);

  const onScroll = (): void => {
    const element = scroller.current;
    if (element === null || view.loading) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const first = rows.getVirtualItems().find((item) => item.end > scrollTop);
    const line = first === undefined ? undefined : part.lines[first.index];
    anchor.current =
      first === undefined || line === undefined
        ? null
        : { offset: line.offset, beyondPx: scrollTop - first.start };
    const below = scrollHeight - scrollTop - clientHeight;
    setAway(below > endPx);
    if (view.following && below > endPx + clientHeight / 2) reader.pause();
    if (below < nearPx && part.end < view.size) void reader.loadLater();
    else if (below < endPx && !view.ended) reader.follow();
    if (scrollTop < nearPx && part.start > 0 && !view.following) void reader.loadEarlier();
  };
  return {
    onScroll,
    away,
    show: (offset, line) => {
      reader.pause();
      goal.current = offset;
      void reader.jumpTo(offset, line);
      const index = lineAt(reader.view().window, offset);
      if (index !== -1) rows.scrollToIndex(index, { align: 'center' });
    },
    toEnd: () => {
      goal.current = 'end';
      void reader.jumpToEnd();
    },
  };
}
