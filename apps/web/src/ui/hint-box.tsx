'use client';

import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';

/** How far the hint is from what it explains, and from the edge of the window, in pixels. */
const [distancePx, edgePx] = [6, 8];

interface HintBoxProps {
  readonly id: string;
  /** What is explained. */
  readonly anchor: Element;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** An open hint: above what it explains, or below where there is no room; Escape and scrolling close it. */
export function HintBox({ id, anchor, onEnter, onLeave, onClose, children }: HintBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    if (box.current === null) return;
    const around = anchor.getBoundingClientRect();
    const { width, height } = box.current.getBoundingClientRect();
    const above = around.top - height - distancePx;
    const left = around.left + (around.width - width) / 2;
    box.current.style.top = `${above < edgePx ? around.bottom + distancePx : above}px`;
    box.current.style.left = `${Math.max(edgePx, Math.min(left, document.documentElement.clientWidth - width - edgePx))}px`;
  });
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close.current();
    };
    const onScroll = (): void => close.current();
    document.addEventListener('keydown', onKeyDown);
    window.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, []);
  return (
    <div
      ref={box}
      id={id}
      role="tooltip"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      className="pointer-events-auto fixed top-0 left-0 z-60 w-max max-w-[min(20rem,calc(100vw-1rem))] rounded-md border border-line-strong bg-raised px-2.5 py-1.5 text-[13px] text-text shadow-pop"
    >
      {children}
    </div>
  );
}
