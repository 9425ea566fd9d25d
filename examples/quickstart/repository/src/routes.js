/** What the service can do: one table, from which it is served and from which docs/api.md can be made. */
import { book, cancel, findBooking } from './bookings.js';
import { quote } from './tariff.js';

/** Every route: how it is called, what it does in one sentence, and the function that does it. */
export const routes = [
  {
    method: 'GET',
    path: '/health',
    summary: 'Tells that the service is up.',
    handle: () => ({ ok: true }),
  },
  {
    method: 'POST',
    path: '/quotes',
    summary: 'Prices a parcel: weightGrams, country, girthCm.',
    handle: ({ body, today }) => quote(body, today),
  },
  {
    method: 'POST',
    path: '/bookings',
    summary: 'Books a parcel at the price of today.',
    handle: ({ store, body, today }) => book(store, body, today),
  },
  {
    method: 'GET',
    path: '/bookings/:code',
    summary: 'Shows a booking by its tracking code.',
    handle: ({ store, params }) => findBooking(store, params.code),
  },
  {
    method: 'DELETE',
    path: '/bookings/:code',
    summary: 'Cancels a booking that was not handed in yet.',
    handle: ({ store, params }) => cancel(store, params.code),
  },
];
