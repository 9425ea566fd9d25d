import type { ComponentProps } from 'react';
import { classes } from './classes';

const looks = {
  primary: 'bg-accent text-accent-text hover:bg-accent-strong border-transparent',
  plain: 'bg-raised text-text hover:bg-sunken border-line-strong',
  quiet: 'bg-transparent text-muted hover:bg-sunken hover:text-text border-transparent',
  danger: 'bg-raised text-bad hover:bg-bad-soft border-line-strong',
} as const;

/** How a button looks: the main action of a place, an action, one in the background, one that takes away. */
export type ButtonLook = keyof typeof looks;

/** The classes of a button, for links that look like one. */
export const buttonClasses = (look: ButtonLook = 'plain', compact = false): string =>
  classes(
    'inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap',
    'disabled:opacity-50 disabled:pointer-events-none transition-colors',
    compact ? 'h-7 px-2 text-[13px]' : 'h-8 px-3 text-sm',
    looks[look],
  );

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
  readonly compact?: boolean;
  /** Shows that it is at work; it cannot be pressed meanwhile. */
  readonly busy?: boolean;
}

/** A button. */
export function Button({
  look = 'plain',
  compact = false,
  busy = false,
  className,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={classes(buttonClasses(look, compact), busy && 'animate-pulse', className)}
    />
  );
}
