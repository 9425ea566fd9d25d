import type { Contract, OutputOf } from '@uet/schemas/api';

/** What was spent over time as numbers: for a chart only, sums stay with the API. */
export interface BurnDown {
  readonly points: ReadonlyArray<{ readonly at: number; readonly spent: number }>;
  readonly limit: number | null;
  /** Where it warns, in US dollars. */
  readonly warning: number | null;
  /** The marks of the scale, from 0 to above all that is shown. */
  readonly ticks: readonly number[];
}

/** Steps that are easy to read, as multiples of a power of ten. */
const steps = [1, 2, 2.5, 5, 10];

/** Four even steps from 0 to at least so much. */
export function ticksUpTo(highest: number): number[] {
  const wanted = (highest === 0 ? 1 : highest) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = (steps.find((each) => each * power >= wanted) ?? 10) * power;
  return [0, 1, 2, 3, 4].map((count) => Number((count * step).toPrecision(6)));
}

/** The answer of the API as a chart needs it. */
export function burnDownOf(answer: OutputOf<Contract['budgets']['burn_down']>): BurnDown {
  const points = answer.points.map(({ at, spent_usd }) => ({ at: Date.parse(at), spent: Number(spent_usd) }));
  const limit = answer.max_cost_usd === null ? null : Number(answer.max_cost_usd);
  const { warning_threshold: threshold } = answer;
  const highest = points.reduce((most, { spent }) => Math.max(most, spent), limit ?? 0);
  return {
    points,
    limit,
    warning: limit === null || threshold === null ? null : limit * threshold,
    ticks: ticksUpTo(highest * 1.05),
  };
}
