'use client';

import {
  cloneElement,
  type DOMAttributes,
  type ReactElement,
  type ReactNode,
  type SyntheticEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { HintBox } from './hint-box';

/** How long a pointer rests before the hint shows, in milliseconds. */
const restMs = 300;
/** How long the pointer may take from what is explained to the hint, in milliseconds. */
const graceMs = 120;

type Attributes = DOMAttributes<Element> & { readonly 'aria-describedby'?: string | undefined };

/**
 * Explains what it surrounds, on hover and on focus. A list draws hundreds of these: until one is asked for, it is no
 * more than four listeners.
 */
export function Hint({ text, children }: { readonly text: ReactNode; readonly children: ReactElement }) {
  const id = useId();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const turn = (to: Element | null, afterMs: number): void => {
    clearTimeout(timer.current);
    if (afterMs === 0) setAnchor(to);
    else timer.current = setTimeout(() => setAnchor(to), afterMs);
  };
  const own = children.props as Attributes;
  const shown = cloneElement(children as ReactElement<Attributes>, {
    onPointerEnter: both(own.onPointerEnter, ({ currentTarget, pointerType }) => {
      if (pointerType !== 'touch') turn(currentTarget, restMs);
    }),
    onPointerLeave: both(own.onPointerLeave, () => turn(null, graceMs)),
    onPointerDown: both(own.onPointerDown, () => turn(null, 0)),
    onFocus: both(own.onFocus, ({ currentTarget, target }) => {
      if (target.matches(':focus-visible')) turn(currentTarget, 0);
    }),
    onBlur: both(own.onBlur, () => turn(null, 0)),
    ...(anchor === null ? {} : { 'aria-describedby': id }),
  });
  const box =
    anchor === null
      ? null
      : createPortal(
          <HintBox
            id={id}
            anchor={anchor}
            onEnter={() => turn(anchor, 0)}
            onLeave={() => turn(null, graceMs)}
            onClose={() => turn(null, 0)}
          >
            {text}
          </HintBox>,
          document.body,
        );
  return (
    <>
      {shown}
      {box}
    </>
  );
}

const both =
  <E extends SyntheticEvent>(one: ((event: E) => void) | undefined, other: (event: E) => void) =>
  (event: E): void => {
    one?.(event);
    other(event);
  };
