'use client';

import { isFinal, runMachine } from '@uet/core';
import type { RunPage } from '@uet/schemas/api';
import { classes } from '@/ui/classes';
import { formatCount, formatDuration, formatMoney } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { ProgressBar } from '@/ui/progress';
import { StateIcon, stateRow, stateWords } from '@/ui/state-badge';
import { useNow } from '@/ui/time';
import { toneClasses } from '@/ui/tones';
import { barParts, countWords, taskStates } from './state-counts';

/** How long the run takes so far: of one that goes on, by the reader's clock. */
function useElapsed({ run, progress }: RunPage): number | null {
  const now = useNow();
  if (run.started_at === null) return null;
  if (isFinal(runMachine, run.state) || run.ended_at !== null) return run.duration_ms ?? progress.elapsed_ms;
  return Math.max(progress.elapsed_ms, (now ?? 0) - Date.parse(run.started_at));
}

function Cost({ page }: { readonly page: RunPage }) {
  const budget = page.budgets.find(({ level }) => level === 'run');
  const cost = formatMoney(page.progress.cost_usd);
  if (budget === undefined) return <span>{cost} spent</span>;
  const share = Number(budget.spent_usd) / Math.max(Number(budget.max_cost_usd), Number.MIN_VALUE);
  const tone = budget.exhausted_at !== null ? 'bad' : share >= budget.warning_threshold ? 'warning' : 'good';
  const after = budget.enforcement === 'halt' ? 'then nothing more is started' : 'then there is a warning';
  return (
    <Hint text={`The budget is ${formatMoney(budget.max_cost_usd)}, ${after}`}>
      <Link href={`/runs/${page.run.id}/cost`} className="inline-flex items-center gap-2 hover:underline">
        {cost} of {formatMoney(budget.max_cost_usd)}
        <span className="w-16">
          <ProgressBar
            label={`${Math.round(100 * share)} % of the budget`}
            parts={[{ label: 'spent', tone, count: Math.min(1, share) }]}
            total={1}
          />
        </span>
      </Link>
    </Hint>
  );
}

/** How far a run has come: by task state, in time, and in money. */
export function RunProgress({ page }: { readonly page: RunPage }) {
  const { run, progress } = page;
  const elapsed = useElapsed(page);
  const counts = progress.by_state;
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar parts={barParts(counts)} total={progress.total} label={countWords(counts)} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <ul
          aria-label="Tasks by state"
          className="flex min-w-0 gap-1.5 overflow-x-auto sm:flex-wrap [&>li]:shrink-0"
        >
          {taskStates
            .filter((state) => (counts[state] ?? 0) > 0)
            .map((state) => (
              <li key={state}>
                <Link
                  href={`/runs/${run.id}/tasks?state=${state}`}
                  className={classes(
                    'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium hover:underline',
                    toneClasses[stateRow('task', state).tone],
                  )}
                >
                  <StateIcon of="task" state={state} />
                  {formatCount(counts[state] ?? 0)} {stateWords(state)}
                </Link>
              </li>
            ))}
        </ul>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted">
          <span>
            {formatCount(run.tasks_done)} of {formatCount(progress.total)} tasks ·{' '}
            {Math.floor(progress.percent)} %
          </span>
          {elapsed === null ? null : <span>{formatDuration(elapsed)}</span>}
          {run.ended_at !== null || progress.remaining_ms === null ? null : (
            <Hint text="An estimate, from how long the tasks took so far">
              <span>about {formatDuration(progress.remaining_ms)} left</span>
            </Hint>
          )}
          <Cost page={page} />
        </div>
      </div>
    </div>
  );
}
