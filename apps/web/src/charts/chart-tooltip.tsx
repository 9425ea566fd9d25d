'use client';

import type { ReactNode } from 'react';

interface TooltipRow {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly text: string;
}

/** What a chart tells of the place under the pointer, or under the arrow keys. */
export const ChartTooltip = ({
  title,
  rows,
}: {
  readonly title: ReactNode;
  readonly rows: readonly TooltipRow[];
}) => (
  <div className="rounded-md border border-line-strong bg-raised px-3 py-2 text-[13px] shadow-pop">
    <p className="font-medium">{title}</p>
    {rows.map(({ key, label, color, text }) => (
      <p key={key} className="mt-0.5 flex items-center gap-2">
        <span className="size-2 rounded-xs" style={{ background: color }} />
        <span className="text-muted">{label}</span>
        <span className="ml-auto pl-3">{text}</span>
      </p>
    ))}
  </div>
);
