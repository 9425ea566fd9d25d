'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls a row sideways so that its chosen part is in view; the page itself does not move. */
export function useRowScroll<E extends HTMLElement>(
  selector: string,
  chosen: string | undefined,
): RefObject<E | null> {
  const row = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part was chosen.
  useEffect(() => {
    const part = row.current?.querySelector<HTMLElement>(selector);
    if (row.current === null || part === null || part === undefined) return;
    row.current.scrollLeft = part.offsetLeft - (row.current.clientWidth - part.offsetWidth) / 2;
  }, [selector, chosen]);
  return row;
}
