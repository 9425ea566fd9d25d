import { describe, expect, it } from 'vitest';
import { burnDownOf, ticksUpTo } from './burn-down';

describe('ticksUpTo', () => {
  it.each([
    [50.6, [0, 20, 40, 60, 80]],
    [10, [0, 2.5, 5, 7.5, 10]],
    [0.0123, [0, 0.005, 0.01, 0.015, 0.02]],
    [0, [0, 0.25, 0.5, 0.75, 1]],
  ])('takes steps that are easy to read up to %d', (highest, ticks) => {
    expect(ticksUpTo(highest)).toEqual(ticks);
  });
});

describe('burnDownOf', () => {
  it('shows limit and warning, and more than the limit where more was spent', () => {
    const answer = {
      max_cost_usd: '2',
      warning_threshold: 0.8,
      points: [{ at: '2026-01-01T00:00:00.000Z', spent_usd: '2.4' }],
    };
    const { limit, warning, ticks } = burnDownOf(answer);
    expect([limit, warning, ticks.at(-1)]).toEqual([2, 1.6, 4]);
  });

  it('has neither without a budget', () => {
    const burnDown = burnDownOf({ max_cost_usd: null, warning_threshold: null, points: [] });
    expect([burnDown.limit, burnDown.warning]).toEqual([null, null]);
  });
});
