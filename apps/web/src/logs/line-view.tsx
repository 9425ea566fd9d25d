'use client';

import { memo, useMemo } from 'react';
import { classes } from '@/ui/classes';
import { toneText } from '@/ui/tones';
import { type MarkedSegment, markSegments, segmentsOf } from './ansi';
import type { LogLine } from './split-lines';

interface LineViewProps {
  readonly line: LogLine;
  readonly number: number | null;
  readonly search: string;
  /** The line that the address points to. */
  readonly selected: boolean;
  readonly wrap: boolean;
  readonly onSelect: (line: LogLine, number: number | null) => void;
}

const textColors = {
  ...toneText,
  accent: 'text-accent',
  faint: 'text-faint',
} as const;

const backgrounds = {
  neutral: 'bg-neutral-soft',
  active: 'bg-active-soft',
  waiting: 'bg-waiting-soft',
  good: 'bg-good-soft',
  bad: 'bg-bad-soft',
  warning: 'bg-warning-soft',
  accent: 'bg-accent-soft',
} as const;

const look = (segment: MarkedSegment): string =>
  classes(
    segment.tone === null ? segment.dim && 'text-muted' : textColors[segment.tone],
    segment.background !== null && backgrounds[segment.background],
    segment.bold && 'font-bold',
    segment.italic && 'italic',
    segment.underline && 'underline',
  );

/** A line of a log with its number, which links to it. */
export const LineView = memo(function LineView({
  line,
  number,
  search,
  selected,
  wrap,
  onSelect,
}: LineViewProps) {
  const segments = useMemo(() => markSegments(segmentsOf(line.text, line.style), search), [line, search]);
  return (
    <div className={classes('flex min-h-[20px] leading-[20px]', selected && 'bg-accent-soft')}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={number === null ? 'Link to this line' : `Link to line ${number}`}
        onClick={() => onSelect(line, number)}
        className={classes(
          'sticky left-0 flex w-19 shrink-0 justify-end self-stretch pr-3 text-faint select-none hover:text-accent hover:underline',
          selected ? 'bg-accent-soft' : 'bg-sunken',
        )}
      >
        {line.continued ? '' : (number ?? '·')}
      </button>
      <span
        className={classes('pr-4', wrap ? 'min-w-0 flex-1 break-all whitespace-pre-wrap' : 'whitespace-pre')}
      >
        {segments.map((segment, index) => {
          const className = look(segment);
          // biome-ignore-start lint/suspicious/noArrayIndexKey: stretches of a line have no other identity.
          if (segment.marked) {
            return (
              <mark
                key={index}
                className={classes(className, 'rounded-xs bg-warning-soft text-warning ring-1 ring-warning')}
              >
                {segment.text}
              </mark>
            );
          }
          return className === '' ? (
            segment.text
          ) : (
            <span key={index} className={className}>
              {segment.text}
            </span>
          );
          // biome-ignore-end lint/suspicious/noArrayIndexKey: stretches of a line have no other identity.
        })}
      </span>
    </div>
  );
});
