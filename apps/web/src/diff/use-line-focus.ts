'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { DiffRow } from './rows';

const hasLine = (row: DiffRow | undefined): boolean => row?.kind === 'line' || row?.kind === 'pair';

/** The tabulator key stops at one line; from there the arrow keys lead from line to line. */
export function useLineFocus(
  rows: readonly DiffRow[],
  items: ReadonlyArray<{ readonly index: number }>,
  scrollTo: (index: number) => void,
  box: { readonly current: HTMLDivElement | null },
) {
  const [line, setLine] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const button = box.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-comment]`);
    if (!button) return;
    wanted.current = null;
    button.focus({ preventScroll: true });
  });
  const inView = items.some(({ index }) => index === line && hasLine(rows[index]));
  const stop = inView ? line : items.find(({ index }) => hasLine(rows[index]))?.index;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const target = event.target as HTMLElement;
    if (step === undefined || !target.matches('[data-comment]')) return;
    event.preventDefault();
    const from = Number(target.closest<HTMLElement>('[data-index]')?.dataset.index);
    let next = from + step;
    while (next >= 0 && next < rows.length && !hasLine(rows[next])) next += step;
    if (!hasLine(rows[next])) return;
    wanted.current = next;
    setLine(next);
    scrollTo(next);
  };
  return { stop, onKeyDown };
}
