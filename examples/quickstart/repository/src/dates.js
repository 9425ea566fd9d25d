/** Calendar days, always in UTC: a parcel has no time zone. */

/** True from Monday to Friday. */
export function isWorkingDay(date) {
  var weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The day that lies so many working days after a date. */
export function addWorkingDays(date, days) {
  var result = new Date(date);
  var left = days;
  while (left > 0) {
    result.setUTCDate(result.getUTCDate() + 1);
    if (isWorkingDay(result)) left -= 1;
  }
  return result;
}

/** A day as `2026-03-09`. */
export function formatDay(date) {
  return date.toISOString().slice(0, 10);
}
