import type { ReactNode } from 'react';
import { classes } from './classes';

interface StatProps {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** What it is made of, or compares to. */
  readonly note?: ReactNode;
  readonly tone?: 'warning' | 'bad';
}

const valueColors = { warning: 'text-warning', bad: 'text-bad' } as const;

/** Figures side by side, each with what it tells. */
export const Stats = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <dl aria-label={label} className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
    {children}
  </dl>
);

/** One figure. */
export const Stat = ({ label, value, note, tone }: StatProps) => (
  <div className="min-w-0 max-md:last:odd:col-span-2 rounded-lg border border-line bg-panel px-4 py-3">
    <dt className="text-muted">{label}</dt>
    <dd className={classes('mt-0.5 text-xl font-semibold tracking-tight', tone && valueColors[tone])}>
      {value}
    </dd>
    {note === undefined ? null : <dd className="mt-0.5 text-[13px] text-muted">{note}</dd>}
  </div>
);
