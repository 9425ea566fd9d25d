'use client';

import { type RefObject, useLayoutEffect, useRef } from 'react';

/** How long a move takes, in milliseconds. */
const moveMs = 260;

interface Spot {
  readonly left: number;
  readonly top: number;
}

/** Lets the elements with `data-move` glide to where they are now, and new ones fade in; not for readers who want no motion. */
export function useMoves(box: RefObject<HTMLElement | null>): void {
  const spots = useRef<ReadonlyMap<string, Spot> | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const origin = element.getBoundingClientRect();
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const next = new Map<string, Spot>();
    for (const moved of element.querySelectorAll<HTMLElement>('[data-move]')) {
      const key = moved.dataset.move ?? '';
      const { left, top } = moved.getBoundingClientRect();
      const spot = { left: left - origin.left, top: top - origin.top };
      next.set(key, spot);
      if (still || spots.current === null) continue;
      const before = spots.current.get(key);
      const [dx, dy] = [(before?.left ?? spot.left) - spot.left, (before?.top ?? spot.top) - spot.top];
      if (before === undefined) moved.animate([{ opacity: 0 }, { opacity: 1 }], { duration: moveMs });
      else if (Math.abs(dx) + Math.abs(dy) > 1) {
        moved.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: 'none' }], {
          duration: moveMs,
          easing: 'cubic-bezier(0.2, 0, 0, 1)',
        });
      }
    }
    spots.current = next;
  });
}
