import { Decimal } from 'decimal.js';

/** The smallest amount that the ledger can hold. */
const smallest = new Decimal('1e-12');
const largest = new Decimal('1e18');

/**
 * An amount as a tool printed it, as an exact decimal with 12 places at most; null where it is no amount. What
 * is not zero never becomes zero.
 */
export function exactAmount(printed: string): string | null {
  if (!/^\d+(\.\d+)?([eE][+-]?\d+)?$/.test(printed)) return null;
  const exact = new Decimal(printed);
  if (!exact.lessThan(largest)) return null;
  const rounded = exact.toDecimalPlaces(12, Decimal.ROUND_HALF_UP);
  return (rounded.isZero() && !exact.isZero() ? smallest : rounded).toFixed();
}

/**
 * The text of a number in a JSON text, for numbers that must not go through a binary fraction: the first field
 * of this name with this value. Within a JSON string its quotes would be escaped, so it cannot be matched there.
 */
export function numberText(raw: string, field: string, value: number): string | null {
  const pattern = new RegExp(`"${field}"\\s*:\\s*([-+.eE\\d]+)`, 'g');
  for (const match of raw.matchAll(pattern)) if (Number(match[1]) === value) return String(match[1]);
  return null;
}

/** An amount that a tool reports; zero for a call that used tokens means that the tool knows no price. */
export function reportedCost(printed: string | null, usedTokens: boolean): string | null {
  const cost = printed === null ? null : exactAmount(printed);
  return cost !== null && usedTokens && new Decimal(cost).isZero() ? null : cost;
}
