import { describe, expect, it } from 'vitest';
import { everyDay, periodOf } from './period';

const asked = (query: string) => periodOf(new URLSearchParams(query), '2026-03-02');

describe('periodOf', () => {
  it('counts today as one of the days', () => {
    expect(asked('period=7')).toEqual({
      key: '7',
      from: '2026-02-24',
      to: '2026-03-02',
      since: '2026-02-24T00:00:00.000Z',
      until: null,
    });
  });

  it('takes two days in either order, both of them included', () => {
    const period = asked('from=2026-02-28&to=2026-02-01');
    expect(period).toMatchObject({ key: 'custom', from: '2026-02-01', until: '2026-03-01T00:00:00.000Z' });
  });

  it.each(['', 'period=8', 'from=2026-02-30&to=2026-03-01', 'from=2026-02-01'])(
    'falls back to 30 days for `%s`',
    (query) => {
      expect(asked(query).key).toBe('30');
    },
  );
});

describe('everyDay', () => {
  it('fills the days without costs', () => {
    const days = everyDay([{ key: '2026-03-01', cost: 2 }], asked('period=7'), { key: '', cost: 0 });
    expect(days.map(({ day, cost }) => [day.slice(-2), cost])).toEqual([
      ['24', 0],
      ['25', 0],
      ['26', 0],
      ['27', 0],
      ['28', 0],
      ['01', 2],
      ['02', 0],
    ]);
  });

  it('shows a year at most', () => {
    expect(everyDay([], asked('from=1990-01-01&to=2026-03-02'), { key: '' })).toHaveLength(400);
  });
});
