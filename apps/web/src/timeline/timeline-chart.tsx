'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { Maximize, Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { formatExact } from '@/ui/format';
import { IconButton } from '@/ui/icon-button';
import { RowView } from './row-view';
import type { Row } from './rows';
import { ticks } from './ticks';
import { useZoom } from './use-zoom';

interface TimelineChartProps {
  readonly rows: readonly Row[];
  readonly range: { readonly from: number; readonly to: number };
  readonly now: number;
  /** Whether time goes on: then the present is marked. */
  readonly active: boolean;
  readonly labelPx: number;
}

const rowHeights = { task: 38, workstream: 36 } as const;

/** Arrow keys: up and down among tasks, right and left among the bars of one. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const here = document.activeElement;
  const row = here?.closest('[data-row]');
  if (!row) return;
  const all = (selector: string, within: Element): HTMLElement[] => [
    ...within.querySelectorAll<HTMLElement>(selector),
  ];
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops =
    sideways === undefined ? all('[data-label]', event.currentTarget) : all('[data-label],[data-bar]', row);
  const from = sideways === undefined ? row.querySelector('[data-label]') : here;
  const step = sideways ?? down;
  if (step === undefined) return;
  event.preventDefault();
  const next = stops[stops.indexOf(from as HTMLElement) + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Rows of bars over a time axis; only the rows in sight are drawn. */
export function TimelineChart({ rows, range, now, active, labelPx }: TimelineChartProps) {
  const scroller = useRef<HTMLElement>(null);
  const lengthMs = range.to - range.from;
  const { pxPerMs, zoomBy, fit } = useZoom(scroller, lengthMs, labelPx);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeights[rows[index]?.kind ?? 'task'],
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
  });
  const plot = lengthMs * pxPerMs + 24;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-1.5 text-[13px] text-muted">
        <span>Begins {formatExact(new Date(range.from).toISOString())}</span>
        <span className="hidden md:inline">Ctrl and the wheel zoom</span>
        <span className="ml-auto flex">
          <IconButton label="Zoom out" onClick={() => zoomBy(1 / 1.6)}>
            <Minus />
          </IconButton>
          <IconButton label="Zoom in" onClick={() => zoomBy(1.6)}>
            <Plus />
          </IconButton>
          <IconButton label="Show all of the time" onClick={fit}>
            <Maximize />
          </IconButton>
        </span>
      </div>
      <section
        ref={scroller}
        aria-label="Timeline"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
        tabIndex={0}
        onKeyDown={moveFocus}
        style={{ '--label': `${labelPx}px` } as React.CSSProperties}
        className="relative h-[max(24rem,calc(100dvh-28rem))] overflow-auto -outline-offset-2"
      >
        <div className="relative" style={{ width: labelPx + plot, height: virtual.getTotalSize() + 28 }}>
          <div className="sticky top-0 z-30 flex h-7 border-b border-line bg-panel text-xs text-muted">
            <span className="sticky left-0 z-10 w-(--label) shrink-0 border-r border-line bg-panel px-3 leading-7">
              Task
            </span>
            {ticks(0, lengthMs, pxPerMs).map(({ at, label }) => (
              <span
                key={at}
                className="absolute border-l border-line pl-1 leading-7 whitespace-nowrap"
                style={{ left: labelPx + at * pxPerMs }}
              >
                {label}
              </span>
            ))}
          </div>
          {virtual.getVirtualItems().map(({ index, key, start, size }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <div key={key} className="absolute left-0 w-full" style={{ top: start + 28, height: size }}>
                <RowView row={row} from={range.from} pxPerMs={pxPerMs} now={now} />
              </div>
            );
          })}
          {active ? (
            <div
              aria-hidden
              className="pointer-events-none absolute inset-y-0 z-10 w-px bg-accent"
              style={{ left: labelPx + (now - range.from) * pxPerMs }}
            />
          ) : null}
        </div>
      </section>
    </>
  );
}
