'use client';

import {
  cloneElement,
  type HTMLAttributes,
  type KeyboardEvent,
  lazy,
  type ReactElement,
  Suspense,
  useState,
} from 'react';
import type { MenuProps } from './menu-box';

export type { MenuChoice, MenuItem } from './menu-box';

const MenuBox = lazy(async () => ({ default: (await import('./menu-box')).MenuBox }));

/** A menu that opens from a button. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(props.trigger as ReactElement<HTMLAttributes<HTMLElement>>, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setWanted(true),
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'ArrowDown') setWanted(true);
    },
  });
  if (!wanted) return closed;
  return (
    <Suspense fallback={closed}>
      <MenuBox {...props} />
    </Suspense>
  );
}
