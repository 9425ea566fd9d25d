'use client';

import type { CaseStatus } from '@uet/schemas';
import { Shuffle } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';
import { caseLooks } from './case-status';
import type { GateCase } from './cases';

interface ToggleProps {
  readonly pressed: boolean;
  readonly color: string;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

const Toggle = ({ pressed, color, onToggle, children }: ToggleProps) => (
  <button
    type="button"
    aria-pressed={pressed}
    onClick={onToggle}
    className={classes(
      'inline-flex h-7 items-center gap-1 rounded-full border bg-sunken px-2.5 text-xs font-medium [&_svg]:size-3.5',
      color,
      pressed ? 'border-current' : 'border-transparent hover:border-line-strong',
    )}
  >
    {children}
  </button>
);

interface CaseFilterProps {
  readonly cases: readonly GateCase[];
  readonly statuses: readonly CaseStatus[];
  readonly flakyOnly: boolean;
  readonly onStatuses: (statuses: readonly CaseStatus[]) => void;
  readonly onFlakyOnly: (flakyOnly: boolean) => void;
}

/** Chooses among the cases by how they ended. */
export function CaseFilter({ cases, statuses, flakyOnly, onStatuses, onFlakyOnly }: CaseFilterProps) {
  const flaky = cases.filter((test) => test.flaky).length;
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">Results</legend>
      {(Object.keys(caseLooks) as CaseStatus[]).map((status) => {
        const count = cases.filter((test) => test.status === status).length;
        const chosen = statuses.includes(status);
        if (count === 0 && !chosen) return null;
        const { icon: Icon, color } = caseLooks[status];
        return (
          <Toggle
            key={status}
            pressed={chosen}
            color={color}
            onToggle={() =>
              onStatuses(chosen ? statuses.filter((each) => each !== status) : [...statuses, status])
            }
          >
            <Icon aria-hidden />
            {status} {formatCount(count)}
          </Toggle>
        );
      })}
      {flaky === 0 && !flakyOnly ? null : (
        <Toggle pressed={flakyOnly} color="text-warning" onToggle={() => onFlakyOnly(!flakyOnly)}>
          <Shuffle aria-hidden />
          flaky {formatCount(flaky)}
        </Toggle>
      )}
    </fieldset>
  );
}
