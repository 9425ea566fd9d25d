const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const steps = [
  0.1 * second,
  0.2 * second,
  0.5 * second,
  second,
  2 * second,
  5 * second,
  10 * second,
  15 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  30 * day,
];

/** A mark of a time axis. */
export interface Tick {
  /** Milliseconds since the beginning of the axis. */
  readonly at: number;
  readonly label: string;
}

function label(ms: number, step: number): string {
  if (ms === 0) return '0';
  const parts: [number, string][] = [
    [Math.floor(ms / day), 'd'],
    [Math.floor((ms % day) / hour), 'h'],
    [Math.floor((ms % hour) / minute), 'm'],
    [(ms % minute) / second, 's'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${unit === 's' ? Number(count.toFixed(step < second ? 1 : 0)) : count} ${unit}`)
    .join(' ');
}

/** Marks at round times between two places of an axis, at least `leastPx` from each other. */
export function ticks(fromMs: number, toMs: number, pxPerMs: number, leastPx = 90): Tick[] {
  const step = steps.find((each) => each * pxPerMs >= leastPx) ?? 365 * day;
  const found: Tick[] = [];
  for (let index = Math.ceil(Math.max(0, fromMs) / step); index * step <= toMs; index += 1) {
    const at = Math.round(index * step);
    found.push({ at, label: label(at, step) });
  }
  return found;
}
