import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount, compare, formatUsd, minus, sum, times, zero } from './index.js';

/** Amounts as the schema allows them: 18 digits before the point, 12 after it. */
const anAmount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }))
  .map(([whole, fraction]) => amount(`${whole}.${String(fraction).padStart(12, '0')}`));

/** An amount as a whole number of 10^-12 dollars. */
const unitsOf = (value: string): bigint => {
  const [whole = '0', fraction = ''] = value.split('.');
  return BigInt(whole) * 10n ** 12n + BigInt(fraction.padEnd(12, '0'));
};

describe('sum', () => {
  it('is exact, as money has to be', () => {
    expect(sum('0.1', '0.2')).toBe('0.3');
    expect(sum('999999999999999999', '0.000000000001')).toBe('999999999999999999.000000000001');
    expect(sum()).toBe(zero);
  });

  it('is what whole numbers say it is', () => {
    fc.assert(
      fc.property(fc.array(anAmount, { maxLength: 20 }), (amounts) => {
        expect(unitsOf(sum(...amounts))).toBe(amounts.reduce((total, each) => total + unitsOf(each), 0n));
      }),
    );
  });
});

describe('minus', () => {
  it('is exact, and never less than nothing', () => {
    expect(minus('0.3', '0.1')).toBe('0.2');
    expect(minus('0.1', '0.3')).toBe('0');
  });

  it('undoes a sum', () => {
    fc.assert(
      fc.property(anAmount, anAmount, (a, b) => {
        expect(minus(sum(a, b), b)).toBe(a);
      }),
    );
  });
});

describe('times', () => {
  it('is exact to twelve places, and rounds half up there', () => {
    expect(times('0.000003', 1500)).toBe('0.0045');
    expect(times('10', 0.8)).toBe('8');
    expect(times('0.000000000001', '0.5')).toBe('0.000000000001');
    expect(times('0.000000000001', '0.4')).toBe('0');
  });
});

describe('compare', () => {
  it('orders amounts by their value, not by their text', () => {
    expect([compare('9', '10') < 0, compare('1.0', '1') === 0, compare('0.2', '0.1') > 0]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('amount', () => {
  it('is a plain decimal of at most twelve places', () => {
    expect([amount(0.1), amount(1e-9), amount('2.50'), amount(123456789012345680000)]).toEqual([
      '0.1',
      '0.000000001',
      '2.5',
      '123456789012345680000',
    ]);
    expect(amount(1 / 3)).toBe('0.333333333333');
  });
});

describe('formatUsd', () => {
  it.each([
    ['0', '$0.00'],
    ['0.000000000001', '$0.000000000001'],
    ['0.001234', '$0.0012'],
    ['0.00999', '$0.01'],
    ['0.01', '$0.01'],
    ['12.345', '$12.35'],
    ['1000', '$1000.00'],
  ])('shows %s as %s', (value, shown) => {
    expect(formatUsd(value)).toBe(shown);
  });
});
