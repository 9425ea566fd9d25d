import type { ComponentProps } from 'react';
import { classes } from './classes';
import { ScrollBox } from './scroll-box';

/** A table that scrolls inside of its own box where it is wider than the page. */
export function Table({ label, className, children, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <ScrollBox label={label}>
      <table {...rest} className={classes('w-full border-collapse text-left', className)}>
        {children}
      </table>
    </ScrollBox>
  );
}

interface CellProps {
  /** At the right, where digits stand below each other. */
  readonly numeric?: boolean;
}

/** The head of a column. */
export const Th = ({ numeric = false, className, ...rest }: ComponentProps<'th'> & CellProps) => (
  <th
    scope="col"
    {...rest}
    className={classes(
      'border-b border-line px-3 py-2 text-[13px] font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4',
      numeric && 'text-right',
      className,
    )}
  />
);

/** The cell that names its row. */
export const RowHead = ({ className, ...rest }: ComponentProps<'th'>) => (
  <th
    scope="row"
    {...rest}
    className={classes(
      'px-3 py-2 text-left font-medium first:pl-4 last:pr-4 max-md:sticky max-md:left-0 max-md:bg-panel',
      className,
    )}
  />
);

/** A cell. */
export const Td = ({ numeric = false, className, ...rest }: ComponentProps<'td'> & CellProps) => (
  <td
    {...rest}
    className={classes(
      'px-3 py-2 first:pl-4 last:pr-4',
      numeric && 'text-right whitespace-nowrap',
      className,
    )}
  />
);

/** A row below another one. */
export const Row = ({ className, ...rest }: ComponentProps<'tr'>) => (
  <tr {...rest} className={classes('border-b border-line last:border-b-0', className)} />
);
