import type { Tone } from '@uet/core';
import { toneColor } from './tones';

/** One part of a bar. */
export interface BarPart {
  readonly label: string;
  readonly tone: Tone;
  readonly count: number;
}

/** A bar of what is done and how, of a whole. */
export function ProgressBar({
  parts,
  total,
  label,
}: {
  readonly parts: readonly BarPart[];
  readonly total: number;
  readonly label: string;
}) {
  const shown = parts.filter(({ count }) => count > 0);
  return (
    <div
      role="img"
      aria-label={label}
      className="flex h-1.5 w-full min-w-16 gap-px overflow-hidden rounded-full bg-neutral-soft"
    >
      {shown.map((part) => (
        <div
          key={part.label}
          style={{ width: `${(100 * part.count) / Math.max(1, total)}%`, background: toneColor[part.tone] }}
        />
      ))}
    </div>
  );
}
