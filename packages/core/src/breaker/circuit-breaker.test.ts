import type { CircuitBreakerRow } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { breakerMachine } from '../machines/index.js';
import { type Actor, ChangeSet } from '../moves/index.js';
import { aBreaker, CountingIds, FixedClock, inState } from '../testing/index.js';
import { allowsCall, CircuitBreaker, isHeldOpen, newBreaker, restsUntil } from './index.js';

const now = '2026-03-01T00:00:00.000Z';
const inSeconds = (seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();

function setUp(actor: Actor = 'system') {
  const changes = new ChangeSet({ clock: new FixedClock(now), ids: new CountingIds(), actor });
  return { changes, breakers: new CircuitBreaker(changes) };
}

const open = (change: Partial<CircuitBreakerRow> = {}): CircuitBreakerRow =>
  inState(breakerMachine, aBreaker({ open_until: inSeconds(60), ...change }), 'open');
const halfOpen = aBreaker({
  state: 'half_open',
  opened_at: now,
  open_until: inSeconds(60),
  consecutive_failures: 5,
});

describe('newBreaker', () => {
  it('is closed and has seen nothing', () => {
    expect(newBreaker('claude')).toEqual(aBreaker());
  });
});

describe('restsUntil', () => {
  it('is null where there is no breaker, or a closed one', () => {
    expect(restsUntil(undefined, now)).toBeNull();
    expect(restsUntil(aBreaker(), now)).toBeNull();
  });

  it.each(['open', 'half_open'] as const)('is the time of the next probe where it is %s', (state) => {
    expect(restsUntil(aBreaker({ state, open_until: inSeconds(1) }), now)).toBe(inSeconds(1));
    expect(restsUntil(aBreaker({ state, open_until: now }), now)).toBeNull();
    expect(restsUntil(aBreaker({ state, open_until: null }), now)).toBeNull();
  });
});

describe('allowsCall', () => {
  it('is true unless the tool rests', () => {
    expect(allowsCall(open({ open_until: inSeconds(1) }), now)).toBe(false);
    expect(allowsCall(open({ open_until: inSeconds(-1) }), now)).toBe(true);
  });
});

describe('CircuitBreaker', () => {
  it('opens for a minute at the fifth failure in a row', () => {
    const { changes, breakers } = setUp();
    const breaker = aBreaker();
    for (let failure = 1; failure <= 4; failure += 1) {
      expect(breakers.recordFailure(breaker, 'exit code 1')).toMatchObject({
        state: 'closed',
        consecutive_failures: failure,
      });
    }
    expect(changes.events).toEqual([]);
    expect(breakers.recordFailure(breaker, 'exit code 1')).toMatchObject({
      state: 'open',
      reason: 'exit code 1',
      consecutive_failures: 5,
      opened_at: now,
      open_until: inSeconds(60),
    });
    expect(changes.events.map(({ trigger }) => trigger)).toEqual(['trip']);
  });

  it('opens at once, and for as long, where the provider says when to come back', () => {
    expect(setUp().breakers.recordFailure(aBreaker(), 'rate limited', 5000)).toMatchObject({
      state: 'open',
      consecutive_failures: 1,
      open_until: inSeconds(5),
    });
  });

  it('only counts the failures of calls that were under way when it opened', () => {
    const { changes, breakers } = setUp();
    expect(breakers.recordFailure(open({ consecutive_failures: 5 }), 'late', 9000)).toMatchObject({
      state: 'open',
      consecutive_failures: 6,
      open_until: open().open_until,
    });
    expect(changes.events).toEqual([]);
  });

  it('counts anew after a success', () => {
    const { breakers } = setUp();
    const breaker = aBreaker({ consecutive_failures: 4 });
    expect(breakers.recordSuccess(breaker)).toMatchObject({ consecutive_failures: 0, version: 1 });
    expect(breakers.recordFailure(breaker, 'no').state).toBe('closed');
  });

  it('writes nothing for a success after successes', () => {
    const { changes, breakers } = setUp();
    expect(breakers.recordSuccess(aBreaker())).toEqual(aBreaker());
    expect(changes.isEmpty).toBe(true);
  });

  it('lets one call probe, and rests until that must have ended', () => {
    const { breakers } = setUp();
    const probing = breakers.probe(open({ open_until: inSeconds(-5) }));
    expect(probing).toMatchObject({ state: 'half_open', open_until: inSeconds(60) });
    expect(allowsCall(probing, now)).toBe(false);
  });

  it('lets another call probe where the last one was lost', () => {
    const { changes, breakers } = setUp();
    const lost = { ...halfOpen, open_until: inSeconds(-1) };
    expect(breakers.probe(lost)).toMatchObject({ state: 'half_open', open_until: inSeconds(60), version: 1 });
    expect(changes.events).toEqual([]);
  });

  it('closes after one success of a probe', () => {
    expect(setUp().breakers.recordSuccess(halfOpen)).toMatchObject({
      state: 'closed',
      consecutive_failures: 0,
      opened_at: null,
      open_until: null,
    });
  });

  it('opens again after one failure of a probe', () => {
    expect(setUp().breakers.recordFailure(halfOpen, 'still down')).toMatchObject({
      state: 'open',
      reason: 'still down',
      consecutive_failures: 6,
      open_until: inSeconds(60),
    });
    expect(setUp().breakers.recordFailure(halfOpen, 'wait', 1000).open_until).toBe(inSeconds(1));
  });

  it('is held open by a person until a person resets it', () => {
    const { breakers } = setUp('person:anna');
    const held = breakers.forceOpen(aBreaker(), 'costs too much');
    expect(held).toMatchObject({ state: 'open', reason: 'costs too much', opened_at: now, open_until: null });
    expect([isHeldOpen(held), isHeldOpen(open()), isHeldOpen(undefined)]).toEqual([true, false, false]);
    expect([restsUntil(held, now), allowsCall(held, now)]).toEqual([null, false]);
    expect(breakers.recordFailure(held, 'late')).toMatchObject({ state: 'open', open_until: null });
    expect(breakers.reset(held, 'fixed')).toMatchObject({
      state: 'closed',
      reason: 'fixed',
      opened_at: null,
    });
    expect(() => setUp().breakers.reset(held)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });

  it('is held open also where it opened by itself, and no second time', () => {
    const { changes, breakers } = setUp('person:anna');
    const held = breakers.forceOpen(open({ open_until: inSeconds(60) }), 'leave it');
    expect(held).toMatchObject({ state: 'open', open_until: null });
    expect(changes.events.map(({ trigger }) => trigger)).toEqual(['reset', 'force_open']);
    expect(() => breakers.forceOpen(held, 'again')).toThrow(
      expect.objectContaining({ code: 'illegal_move' }),
    );
  });

  it('keeps a policy of its own where it is given one', () => {
    const { changes } = setUp();
    const strict = new CircuitBreaker(changes, { failures: 1, openMs: 3000 });
    expect(strict.recordFailure(aBreaker(), 'no')).toMatchObject({ state: 'open', open_until: inSeconds(3) });
  });
});
