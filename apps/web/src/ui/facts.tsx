import type { ReactNode } from 'react';
import { classes } from './classes';

/** Facts in a row, each with its name. */
export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <dl className="flex flex-wrap gap-x-8 gap-y-3">{children}</dl>
);

interface FactProps {
  readonly name: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One fact; as high as with a button to copy it. */
export const Fact = ({ name, className = 'min-w-0', children }: FactProps) => (
  <div className={classes('flex flex-col', className)}>
    <dt className="text-[13px] text-muted">{name}</dt>
    <dd className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-1">{children}</dd>
  </div>
);
