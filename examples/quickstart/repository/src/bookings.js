/** Bookings: a quoted parcel that somebody wants to send. */
import { conflict, notFound } from './errors.js';
import { quote } from './tariff.js';
import { isTrackingCode, trackingCode } from './tracking.js';

/** Books a parcel at today's price. */
export function book(store, parcel, today) {
  var priced = quote(parcel, today);
  var row = store.insert({ parcel, priced, state: 'booked' });
  return store.put({ ...row, code: trackingCode(row.number) });
}

/** The booking with a tracking code. */
export function findBooking(store, code) {
  if (!isTrackingCode(code)) throw notFound(`"${code}" is not a tracking code`);
  var found = store.find((row) => row.code === code);
  if (found === undefined) throw notFound(`no parcel has the code ${code}`);
  return found;
}

/** Cancels a booking that has not been handed in. */
export function cancel(store, code) {
  var found = findBooking(store, code);
  if (found.state !== 'booked') throw conflict(`the parcel is ${found.state}`);
  return store.put({ ...found, state: 'canceled' });
}
