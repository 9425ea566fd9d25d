/** Amounts of money: whole cents, so that nothing is ever lost to rounding twice. */

/** A share of an amount, rounded to whole cents, a half away from zero. */
export function percentOf(cents, percent) {
  var share = Math.round(Math.abs(cents * percent) / 100);
  return cents * percent < 0 ? -share : share;
}

/** The sum of amounts. */
export function sum(amounts) {
  var total = 0;
  for (var i = 0; i < amounts.length; i++) {
    total += amounts[i];
  }
  return total;
}

/** An amount for a person: `12.30 EUR`. */
export function formatMoney(cents) {
  var sign = cents < 0 ? '-' : '';
  var digits = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)} EUR`;
}
