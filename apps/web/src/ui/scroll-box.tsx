import type { ReactNode } from 'react';
import { classes } from './classes';

interface ScrollBoxProps {
  /** What is in it, for those who hear it. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A box that scrolls by itself where its content is larger; the arrow keys scroll it as well. */
export const ScrollBox = ({ label, className, children }: ScrollBoxProps) => (
  <section
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard.
    tabIndex={0}
    className={classes('relative overflow-auto -outline-offset-2', className)}
  >
    {children}
  </section>
);
