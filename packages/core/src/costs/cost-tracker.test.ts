import type { Budget } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { ChangeSet } from '../moves/index.js';
import { aBudget, CountingIds, FixedClock, testId } from '../testing/index.js';
import { CostTracker, isHalted } from './index.js';

const now = '2026-03-01T00:00:00.000Z';

function setUp() {
  const changes = new ChangeSet({ clock: new FixedClock(now), ids: new CountingIds(), actor: 'system' });
  const stored = (budget: Budget): Budget => changes.latest('budgets', budget);
  return { changes, tracker: new CostTracker(changes), stored };
}

const limit = { max_cost_usd: '5', warning_threshold: 0.5, enforcement: 'warn' } as const;

describe('CostTracker.open', () => {
  it('records a budget with nothing spent', () => {
    const { changes, tracker } = setUp();
    const budget = tracker.open(testId('run'), 'tool', 'claude', limit);
    expect(budget).toEqual(aBudget({ ...limit, id: budget.id, level: 'tool', subject: 'claude' }));
    expect(changes.inserts).toEqual([{ table: 'budgets', row: budget }]);
  });
});

describe('CostTracker.reserve', () => {
  it('reserves in every budget that covers the call', () => {
    const { tracker, stored } = setUp();
    const [run, tool] = [aBudget(), aBudget({ id: testId('tool'), reserved_usd: '0.1' })];
    expect(tracker.reserve([run, tool], '0.2')).toEqual({ granted: true, reserved: '0.2' });
    expect([stored(run).reserved_usd, stored(tool).reserved_usd]).toEqual(['0.2', '0.3']);
  });

  it('adds up what one change set reserves', () => {
    const { tracker, stored } = setUp();
    const budget = aBudget();
    expect(tracker.reserve([budget], '6').granted).toBe(true);
    expect(tracker.reserve([budget], '4').granted).toBe(true);
    expect(stored(budget).reserved_usd).toBe('10');
    expect(tracker.reserve([budget], '0.01').granted).toBe(false);
  });

  it('refuses where a halting budget has no room, counting what is reserved, and reserves nothing', () => {
    const { changes, tracker } = setUp();
    const tight = aBudget({ id: testId('tight'), level: 'workstream', spent_usd: '7', reserved_usd: '2' });
    expect(tracker.reserve([aBudget(), tight], '1.000000000001')).toEqual({
      granted: false,
      code: 'budget_exceeded',
      reason: 'the workstream budget of $10 is used up ($7 spent, $2 reserved)',
    });
    expect(changes.isEmpty).toBe(true);
    expect(tracker.reserve([aBudget(), tight], '1').granted).toBe(true);
  });

  it('refuses even a free call once a halting budget is used up', () => {
    expect(setUp().tracker.reserve([aBudget({ spent_usd: '10' })], '0')).toMatchObject({
      granted: false,
      code: 'budget_exceeded',
    });
  });

  it('refuses what cannot be priced under a halting budget', () => {
    expect(setUp().tracker.reserve([aBudget()], null)).toEqual({
      granted: false,
      code: 'unpriced',
      reason: 'the cost of this call cannot be known, and the run budget of $10 halts',
    });
  });

  it('grants anything under a budget that only warns, or none', () => {
    const warning = aBudget({ enforcement: 'warn', spent_usd: '99' });
    const { changes, tracker, stored } = setUp();
    expect(tracker.reserve([warning], null)).toEqual({ granted: true, reserved: '0' });
    expect(changes.isEmpty).toBe(true);
    expect(tracker.reserve([warning], '5')).toEqual({ granted: true, reserved: '5' });
    expect(stored(warning).reserved_usd).toBe('5');
    expect(tracker.reserve([], null)).toEqual({ granted: true, reserved: '0' });
  });
});

describe('CostTracker.settle', () => {
  it('turns a reservation into what was spent', () => {
    const { changes, tracker, stored } = setUp();
    const budget = aBudget({ reserved_usd: '3', spent_usd: '1.1' });
    tracker.settle([budget], '2', '0.2');
    expect(stored(budget)).toMatchObject({ reserved_usd: '1', spent_usd: '1.3', warned_at: null });
    expect(changes.events).toEqual([]);
  });

  it('settles several calls in one change set', () => {
    const { changes, tracker, stored } = setUp();
    const budget = aBudget({ reserved_usd: '2' });
    tracker.settle([budget], '1', '0.4');
    tracker.settle([budget], '1', '0.4');
    expect(stored(budget)).toMatchObject({ reserved_usd: '0', spent_usd: '0.8' });
    expect(changes.updates).toHaveLength(1);
  });

  it('writes nothing where nothing was reserved or spent', () => {
    const { changes, tracker } = setUp();
    tracker.settle([aBudget()], '0', '0');
    expect(changes.isEmpty).toBe(true);
    tracker.settle([aBudget()], '0', '0.5');
    tracker.settle([aBudget({ id: testId('other'), reserved_usd: '1' })], '1', '0');
    expect(changes.updates).toHaveLength(2);
  });

  it('warns once at the threshold, and tells once of the limit', () => {
    const { changes, tracker, stored } = setUp();
    const budget = aBudget();
    tracker.settle([budget], '0', '7.999999999999');
    expect(changes.events).toEqual([]);
    tracker.settle([budget], '0', '0.000000000001');
    tracker.settle([budget], '0', '0.5');
    tracker.settle([budget], '0', '2');
    tracker.settle([budget], '0', '2');
    expect(stored(budget)).toMatchObject({ spent_usd: '12.5', warned_at: now, exhausted_at: now });
    expect(changes.events).toMatchObject([
      {
        type: 'budget.warn',
        severity: 'warning',
        payload: { level: 'run', spent_usd: '8', max_cost_usd: '10' },
      },
      { type: 'budget.exhaust', severity: 'error', payload: { spent_usd: '10.5' } },
    ]);
  });

  it('tells of threshold and limit together where one call passes both', () => {
    const { changes, tracker } = setUp();
    tracker.settle([aBudget({ reserved_usd: '1' })], '1', '10');
    expect(changes.events.map(({ trigger }) => trigger)).toEqual(['warn', 'exhaust']);
  });
});

describe('CostTracker.settle of a cost that is not known whole', () => {
  it('counts a halting budget as used up, and never the unknown as zero', () => {
    const { changes, tracker, stored } = setUp();
    const halting = aBudget({ reserved_usd: '1' });
    tracker.settle([halting], '1', '0.1', false);
    tracker.settle([halting], '0', '0', false);
    expect(stored(halting)).toMatchObject({ spent_usd: '0.1', reserved_usd: '0', exhausted_at: now });
    expect(changes.events.map(({ type }) => type)).toEqual(['budget.unpriced']);
    expect(isHalted([stored(halting)])).toBe(true);
    expect(tracker.reserve([halting], '0')).toMatchObject({ granted: false, code: 'budget_exceeded' });
  });

  it('leaves a budget that only warns as it is', () => {
    const { changes, tracker } = setUp();
    tracker.settle([aBudget({ enforcement: 'warn' })], '0', '0', false);
    expect(changes.isEmpty).toBe(true);
  });
});

describe('CostTracker.raise', () => {
  const spent = { spent_usd: '10', warned_at: now, exhausted_at: now };

  it('has a budget that was used up go on, and tells anew of threshold and limit', () => {
    const { changes, tracker, stored } = setUp();
    const budget = aBudget(spent);
    expect(tracker.raise(budget, '20', 'worth it')).toMatchObject({
      max_cost_usd: '20',
      warned_at: null,
      exhausted_at: null,
    });
    expect(isHalted([stored(budget)])).toBe(false);
    expect(changes.events).toMatchObject([
      { type: 'budget.raise', payload: { level: 'run', from: '10', to: '20', reason: 'worth it' } },
    ]);
    tracker.settle([budget], '0', '10');
    expect(changes.events.map(({ trigger }) => trigger)).toEqual(['raise', 'warn', 'exhaust']);
  });

  it('leaves used up, or warned of, what still is', () => {
    expect(setUp().tracker.raise(aBudget(spent), '10.5', 'a little')).toMatchObject({
      warned_at: now,
      exhausted_at: null,
    });
    expect(setUp().tracker.raise(aBudget({ ...spent, spent_usd: '15' }), '12', 'too little')).toMatchObject({
      warned_at: now,
      exhausted_at: now,
    });
  });

  it.each(['10', '9.99'])('refuses $%s, which is not above the present limit', (limit) => {
    expect(() => setUp().tracker.raise(aBudget(), limit, 'why')).toThrow(
      expect.objectContaining({ code: 'bad_argument', where: 'max_cost_usd' }),
    );
  });
});

describe('isHalted', () => {
  it('is true once a halting budget of the run is spent', () => {
    const spent = aBudget({ spent_usd: '10' });
    expect(isHalted([])).toBe(false);
    expect(isHalted([aBudget({ spent_usd: '9.999999999999', reserved_usd: '5' })])).toBe(false);
    expect(
      isHalted([
        { ...spent, enforcement: 'warn' },
        { ...spent, level: 'task' },
      ]),
    ).toBe(false);
    expect(isHalted([aBudget(), spent])).toBe(true);
  });
});
