'use client';

import type { Contract, OutputOf } from '@uet/schemas/api';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';
import { StateIcon } from '@/ui/state-badge';
import { useRowScroll } from '@/ui/use-row-scroll';
import { stateTabs } from './run-filters';

type CountsByState = OutputOf<Contract['runs']['counts']>['by_state'];

const titles: Readonly<Record<string, string>> = { '': 'All', active: 'Active' };

/** Chooses the runs of one state; says how many there are. */
export function StateTabs({
  state,
  counts,
  onChange,
}: {
  readonly state: string;
  readonly counts: CountsByState | undefined;
  readonly onChange: (state: string) => void;
}) {
  const row = useRowScroll<HTMLFieldSetElement>('[aria-pressed="true"]', state);
  return (
    <fieldset ref={row} className="relative flex min-w-0 gap-0.5 overflow-x-auto border-b border-line px-2">
      <legend className="sr-only">State</legend>
      {stateTabs.map(({ key, states }) => {
        const here = key === state;
        const count = sum(counts, states);
        return (
          <button
            key={key}
            type="button"
            aria-pressed={here}
            onClick={() => onChange(key)}
            className={classes(
              'flex shrink-0 items-center gap-1.5 border-b-2 px-2.5 py-2.5 font-medium whitespace-nowrap -outline-offset-2 [&_svg]:size-3.5',
              here ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text',
            )}
          >
            {key === '' ? null : (
              <StateIcon of="run" state={key === 'active' ? 'running' : key} className="animate-none!" />
            )}
            {titles[key] ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`}
            {/* Its room is there from the start: the tabs do not move when the counts are known. */}
            <span className="inline-block min-w-11 rounded-full bg-sunken px-1 text-center text-xs leading-5 text-muted">
              {count === null ? ' ' : formatCount(count)}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}

function sum(counts: CountsByState | undefined, states: readonly string[]): number | null {
  if (counts === undefined) return null;
  const all = Object.entries(counts);
  return (states.length === 0 ? all : all.filter(([state]) => states.includes(state))).reduce(
    (total, [, count]) => total + (count ?? 0),
    0,
  );
}
