/** What a chart shows of each row: a name, a color, and the value. */
export interface Series<T> {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  readonly value: (row: T) => number;
}

/** Colors of series, in order: tokens of the theme that stay apart from each other in both themes. */
export const seriesColors = ['var(--accent)', 'var(--good)', 'var(--warning)', 'var(--waiting)'] as const;

/** A day, e.g. `2026-01-31`, as an axis shows it: `Jan 31`. */
export const shortDay = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
  });

/** A number on an axis, short: `950`, `12k`, `3.4M`. */
export function shortNumber(value: number): string {
  const rounded = (by: number, unit: string): string => `${Number((value / by).toFixed(1))}${unit}`;
  if (value >= 1e9) return rounded(1e9, 'B');
  if (value >= 1e6) return rounded(1e6, 'M');
  if (value >= 1e4) return rounded(1e3, 'k');
  return String(Number(value.toFixed(2)));
}

/** US dollars on an axis, short. */
export const shortMoney = (value: number): string => `$${shortNumber(value)}`;
