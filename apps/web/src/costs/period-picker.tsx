'use client';

import { classes } from '@/ui/classes';
import { Input } from '@/ui/field';
import { type Period, periodKeys } from './period';

interface PeriodPickerProps {
  readonly period: Period;
  readonly onChange: (change: Readonly<Record<'period' | 'from' | 'to', string | null>>) => void;
}

const choiceClasses = (chosen: boolean): string =>
  classes(
    'h-7 rounded px-2.5 font-medium whitespace-nowrap',
    chosen ? 'bg-accent-soft text-accent' : 'text-muted hover:text-text',
  );

/** Chooses the time that costs are shown of: the last days, or from one day to another. */
export function PeriodPicker({ period: { key, from, to }, onChange }: PeriodPickerProps) {
  const custom = key === 'custom';
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">Period</legend>
      <div className="flex h-8 items-center rounded-md border border-line-strong bg-raised px-0.5">
        {periodKeys.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={key === days}
            className={choiceClasses(key === days)}
            onClick={() => onChange({ period: days, from: null, to: null })}
          >
            {days} days
          </button>
        ))}
        <button
          type="button"
          aria-pressed={custom}
          className={choiceClasses(custom)}
          onClick={() => onChange({ period: null, from, to })}
        >
          Custom
        </button>
      </div>
      {custom ? (
        <span className="flex items-center gap-1.5">
          <Input
            type="date"
            aria-label="First day"
            className="w-36"
            value={from}
            max={to}
            onChange={({ target }) => target.value && onChange({ period: null, from: target.value, to })}
          />
          <span className="text-muted">to</span>
          <Input
            type="date"
            aria-label="Last day"
            className="w-36"
            value={to}
            min={from}
            onChange={({ target }) => target.value && onChange({ period: null, from, to: target.value })}
          />
        </span>
      ) : null}
    </fieldset>
  );
}
