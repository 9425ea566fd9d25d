import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatMoney, percentOf, sum } from '../src/money.js';

describe('percentOf', () => {
  it('takes a share of an amount', () => assert.equal(percentOf(1_000, 6), 60));
  it('rounds to whole cents', () => assert.equal(percentOf(333, 10), 33));
  it('rounds a half up', () => assert.equal(percentOf(450, 15), 68));
  it('rounds a half of a refund down', () => assert.equal(percentOf(-450, 15), -68));
});

describe('sum', () => {
  it('adds amounts', () => assert.equal(sum([450, 27, 180]), 657));
  it('is nothing for no amounts', () => assert.equal(sum([]), 0));
});

describe('formatMoney', () => {
  it('writes euros and cents', () => assert.equal(formatMoney(1_230), '12.30 EUR'));
  it('writes cents alone', () => assert.equal(formatMoney(7), '0.07 EUR'));
  it('writes a refund', () => assert.equal(formatMoney(-450), '-4.50 EUR'));
});
