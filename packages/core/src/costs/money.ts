import { Decimal } from 'decimal.js';

/** Decimals with 40 significant digits, never in exponent notation: money is never a binary fraction. */
const Exact = Decimal.clone({ precision: 40, toExpNeg: -30, toExpPos: 30, rounding: Decimal.ROUND_HALF_UP });

/** An exact amount as a decimal string, e.g. `0.0125`. */
export type Amount = string;

/** Zero. */
export const zero: Amount = '0';

/** The sum of amounts, exact. */
export const sum = (...amounts: readonly Amount[]): Amount =>
  amounts.reduce((total, amount) => total.plus(amount), new Exact(0)).toString();

/** a − b, exact, and never less than zero. */
export const minus = (a: Amount, b: Amount): Amount => Exact.max(0, new Exact(a).minus(b)).toString();

/** a × b, exact to 12 decimal places. */
export const times = (a: Amount, b: Amount | number): Amount =>
  new Exact(a).times(b).toDecimalPlaces(12).toString();

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export const compare = (a: Amount, b: Amount): number => new Exact(a).comparedTo(b);

/** A number as an exact amount, e.g. 0.1 → `0.1`. */
export const amount = (value: number | string): Amount => new Exact(value).toDecimalPlaces(12).toString();

/** An amount in US dollars for a person: cents, or as many digits as a small amount needs. */
export function formatUsd(value: Amount): string {
  const exact = new Exact(value);
  if (exact.isZero()) return '$0.00';
  return exact.lessThan('0.01') ? `$${exact.toSignificantDigits(2).toString()}` : `$${exact.toFixed(2)}`;
}
