'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { FileDiff } from '@uet/schemas/api';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useShortcuts } from '@/shell/shortcuts/shortcuts';
import { type DiffActions, DiffProvider } from './diff-context';
import type { Anchor } from './diff-line';
import { DiffRowView } from './diff-row';
import './diff.css';
import { FileHead } from './head-rows';
import { type DiffRow, type RowOptions, rowOf, rowsOf } from './rows';
import { useLineFocus } from './use-line-focus';
import { useOffsetTop } from './use-offset-top';
import { usePinned } from './use-pinned';

/** A place to scroll to; every wish is an object of its own. */
export interface Jump {
  readonly anchor: Anchor;
}

interface DiffViewProps extends RowOptions {
  readonly files: readonly FileDiff[];
  readonly actions: DiffActions;
  readonly jump: Jump | null;
  /** Is told which file is at the top of the window. */
  readonly onCurrent: (path: string) => void;
}

/**
 * Heights before a row was measured, in pixels. That of a line is exact unless it wraps: each row that is measured
 * otherwise moves all that follow, which are tens of thousands.
 */
const heights: Readonly<Record<DiffRow['kind'], number>> = {
  file: 36,
  hunk: 26,
  line: 20,
  pair: 20,
  note: 40,
  large: 52,
  thread: 140,
};

/** The bar of the page and the head of the file stay at the top of the window, in pixels. */
const barHeight = 48;
const coveredHeight = barHeight + 44;

/** A diff in which only what is in view is drawn: any length scrolls smoothly. */
export function DiffView({ files, layout, folded, threads, actions, jump, onCurrent }: DiffViewProps) {
  const rows = useMemo(() => rowsOf(files, { layout, folded, threads }), [files, layout, folded, threads]);
  const box = useRef<HTMLDivElement>(null);
  const scrollMargin = useOffsetTop(box);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => heights[rows[index]?.kind ?? 'line'],
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 8,
    scrollMargin,
    scrollPaddingStart: coveredHeight,
  });
  const items = virtualizer.getVirtualItems();
  const top = (virtualizer.scrollOffset ?? 0) + coveredHeight;
  const current = rows[items.findLast(({ start }) => start <= top)?.index ?? items[0]?.index ?? -1];

  const [pinned, pin] = usePinned();
  const path = pinned ?? current?.file.path;
  const latest = useRef(onCurrent);
  latest.current = onCurrent;
  useEffect(() => {
    if (path !== undefined) latest.current(path);
  }, [path]);

  const reached = useRef<Jump | null>(null);
  useEffect(() => {
    if (jump === null || scrollMargin === 0 || reached.current === jump) return;
    const index = rowOf(rows, jump.anchor);
    if (index === -1) return;
    reached.current = jump;
    pin(jump.anchor.path);
    virtualizer.scrollToIndex(index, { align: jump.anchor.line === null ? 'start' : 'center' });
  }, [jump, rows, scrollMargin, virtualizer, pin]);

  const toFile = (step: 1 | -1): void => {
    const at = files.findIndex((file) => file.path === path);
    const next = files[Math.min(files.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    pin(next.path);
    virtualizer.scrollToIndex(rowOf(rows, { path: next.path, side: null, line: null }), { align: 'start' });
  };
  useShortcuts('Changes', [
    { keys: ['n'], label: 'Next file', run: () => toFile(1) },
    { keys: ['p'], label: 'Previous file', run: () => toFile(-1) },
  ]);

  const { stop, onKeyDown } = useLineFocus(rows, items, (index) => virtualizer.scrollToIndex(index), box);
  const head = items[0]?.index ?? 0;
  return (
    <DiffProvider value={actions}>
      {current === undefined || current.kind === 'file' ? null : (
        <div className="sticky top-12 z-20 h-0">
          <FileHead
            file={current.file}
            folded={folded.has(current.file.path)}
            short
            className="border-b border-line shadow-pop"
          />
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: rows that are placed one by one cannot be in a table element. */}
      <div
        ref={box}
        role="table"
        aria-label="Changes"
        aria-rowcount={rows.length}
        onKeyDown={onKeyDown}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above; what is in the row has the focus.
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              role="row"
              aria-rowindex={index + 1}
              className="absolute top-0 left-0 w-full"
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <DiffRowView row={row} first={index === 0} stop={index === (stop ?? head)} />
            </div>
          );
        })}
      </div>
    </DiffProvider>
  );
}
