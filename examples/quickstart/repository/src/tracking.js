/** Tracking codes in the form of UPU standard S10: two letters, eight digits, a check digit, a country. */

const weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** The check digit of eight digits, as S10 defines it. */
export function checkDigit(digits) {
  var total = 0;
  for (var i = 0; i < weights.length; i++) {
    total += Number(digits[i]) * weights[i];
  }
  var digit = 11 - (total % 11);
  if (digit === 10) return 0;
  return digit === 11 ? 5 : digit;
}

/** The code of the parcel with a running number. */
export function trackingCode(number) {
  var digits = String(number).padStart(8, '0');
  return `PD${digits}${checkDigit(digits)}DE`;
}

/** True for a code that nobody mistyped. */
export function isTrackingCode(code) {
  var match = /^PD(\d{8})(\d)DE$/.exec(code);
  return match !== null && checkDigit(match[1]) === Number(match[2]);
}
