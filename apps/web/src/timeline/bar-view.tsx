'use client';

import { memo } from 'react';
import { classes } from '@/ui/classes';
import { formatDuration, formatExact } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { toneClasses, toneColor } from '@/ui/tones';
import type { Bar } from './bars';

interface BarViewProps {
  readonly bar: Bar;
  readonly left: number;
  readonly width: number;
  readonly now: number;
  readonly onOpen: () => void;
}

const looks: Readonly<Record<Bar['kind'], string>> = {
  waiting: 'top-3 h-2 rounded-sm border border-dashed border-line-strong bg-neutral-soft',
  attempt: 'top-1.5 h-5 rounded border',
  landing: 'top-3 h-2 rounded-sm border border-waiting bg-waiting-soft',
  gate: 'top-7 h-1.5 rounded-full',
};

/** A stretch of time; its times are told on hover and focus. */
export const BarView = memo(function BarView({ bar, left, width, now, onOpen }: BarViewProps) {
  const { kind, state } = bar;
  const tone = state === null ? null : stateRow(state.of, state.name).tone;
  const took = formatDuration(Math.max(0, (bar.to ?? now) - bar.from));
  const [from, to] = [bar.from, bar.to].map((each) =>
    each === null ? 'now' : formatExact(new Date(each).toISOString()),
  );
  const words = `${bar.title}${state === null ? '' : `: ${stateWords(state.name)}`}`;
  return (
    <Hint
      text={
        <>
          <span className="block font-medium">{words}</span>
          {took}, {from} – {to}
        </>
      }
    >
      <button
        type="button"
        tabIndex={-1}
        data-bar
        aria-label={`${words}, ${took}, from ${from} to ${to}`}
        onClick={onOpen}
        style={{
          left,
          width: Math.max(3, width),
          ...(tone === null
            ? {}
            : kind === 'gate'
              ? { background: toneColor[tone] }
              : { borderColor: toneColor[tone] }),
        }}
        className={classes(
          'absolute flex items-center gap-1 overflow-hidden text-xs font-medium whitespace-nowrap hover:brightness-95',
          looks[kind],
          kind === 'attempt' && tone !== null && toneClasses[tone],
          kind === 'attempt' && width >= 18 && 'px-1',
        )}
      >
        {kind === 'attempt' && state !== null && width >= 44 ? (
          <StateIcon of={state.of} state={state.name} className="size-3" />
        ) : null}
        {kind === 'attempt' && width >= 18 ? bar.short : null}
      </button>
    </Hint>
  );
});
