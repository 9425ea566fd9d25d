import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes';
import { Hint } from './hint';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** What it does: read aloud, and shown on hover. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that shows an icon only. */
export function IconButton({ label, className, children, ...rest }: IconButtonProps) {
  return (
    <Hint text={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classes(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted',
          'hover:bg-sunken hover:text-text disabled:opacity-50 [&_svg]:size-4',
          className,
        )}
      >
        {children}
      </button>
    </Hint>
  );
}
