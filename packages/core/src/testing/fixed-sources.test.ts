import { ulid } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { CountingIds, FixedClock, testId } from './index.js';

describe('FixedClock', () => {
  it('stands still until it is moved', () => {
    const clock = new FixedClock('2026-01-01T00:00:00.000Z');
    clock.advance(1500);
    expect([clock.now(), clock.now()].map((date) => date.toISOString())).toEqual(
      Array(2).fill('2026-01-01T00:00:01.500Z'),
    );
  });
});

describe('CountingIds', () => {
  it('gives ULIDs that grow, apart from those of another prefix', () => {
    const [ids, others] = [new CountingIds(), new CountingIds('1')];
    const made = [ids.next(), ids.next(), others.next()];
    for (const id of made) expect(ulid.parse(id)).toBe(id);
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(3);
  });
});

describe('testId', () => {
  it('is a ULID that shows its name', () => {
    expect(ulid.parse(testId('task-1'))).toMatch(/0TASK01$/);
    expect(ulid.parse(testId('a name that is much too long for an id'))).toHaveLength(26);
  });
});
