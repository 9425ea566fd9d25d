import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addWorkingDays, formatDay, isWorkingDay } from '../src/dates.js';

const day = (text) => new Date(`${text}T00:00:00Z`);
const later = (from, days) => formatDay(addWorkingDays(day(from), days));

describe('isWorkingDay', () => {
  it('is true on a Friday', () => assert.equal(isWorkingDay(day('2026-03-06')), true));
  it('is false on a Sunday', () => assert.equal(isWorkingDay(day('2026-03-08')), false));
});

describe('addWorkingDays', () => {
  it('stays where it is for no days', () => assert.equal(later('2026-03-04', 0), '2026-03-04'));
  it('counts within a week', () => assert.equal(later('2026-03-02', 3), '2026-03-05'));
  it('skips a weekend', () => assert.equal(later('2026-03-05', 3), '2026-03-10'));
  it('skips a weekend for each five days', () => assert.equal(later('2026-03-02', 10), '2026-03-16'));
  it('counts a parcel handed in on a Saturday from Monday on', () => {
    assert.equal(later('2026-03-07', 1), '2026-03-09');
  });
  it('counts a parcel handed in on a Sunday from Monday on', () => {
    assert.equal(later('2026-03-08', 5), '2026-03-13');
  });
  it('leaves the given date as it is', () => {
    const date = day('2026-03-04');
    addWorkingDays(date, 4);
    assert.equal(formatDay(date), '2026-03-04');
  });
});
