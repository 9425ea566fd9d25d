'use client';

import { classes } from './classes';
import { type Stateful, StateIcon, stateRow, stateWords } from './state-badge';
import { toneClasses } from './tones';

interface StateFilterProps<S extends string> {
  readonly of: Stateful;
  readonly states: readonly S[];
  readonly chosen: readonly S[];
  readonly onChange: (chosen: readonly S[]) => void;
}

/** Chooses among the states of something; none chosen means all. */
export function StateFilter<S extends string>({ of, states, chosen, onChange }: StateFilterProps<S>) {
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">States</legend>
      {states.map((state) => {
        const isChosen = chosen.includes(state);
        return (
          <button
            key={state}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? chosen.filter((each) => each !== state) : [...chosen, state])}
            className={classes(
              'inline-flex h-7 items-center gap-1 rounded-full border px-2.5 text-xs font-medium whitespace-nowrap',
              toneClasses[stateRow(of, state).tone],
              isChosen ? 'border-current' : 'border-transparent hover:border-line-strong',
            )}
          >
            <StateIcon of={of} state={state} className="motion-safe:animate-none" />
            {stateWords(state)}
          </button>
        );
      })}
    </fieldset>
  );
}

/** The states that an address names, of those that there are. */
export const statesOf = <S extends string>(value: string | null, states: readonly S[]): readonly S[] => {
  const named = (value ?? '').split(',');
  return states.filter((state) => named.includes(state));
};
