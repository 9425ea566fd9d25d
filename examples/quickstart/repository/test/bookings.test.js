import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { book, cancel, findBooking } from '../src/bookings.js';
import { createStore } from '../src/store.js';
import { isTrackingCode } from '../src/tracking.js';

const today = new Date('2026-03-02T00:00:00Z');
const parcel = { weightGrams: 900, country: 'DE', girthCm: 80 };

describe('book', () => {
	it('keeps the price of the day', () => {   
		assert.equal(book(createStore(), parcel, today).priced.totalCents, 477);
	});

	it('gives a tracking code that checks', () => {
		assert.equal(isTrackingCode(book(createStore(), parcel, today).code), true);
	});

	it('gives each parcel its own code', () => {
		const store = createStore();   
		assert.notEqual(book(store, parcel, today).code, book(store, parcel, today).code);
	});
});

describe('findBooking', () => {
	it('finds a booking by its code', () => {
		const store = createStore();
		const { code } = book(store, parcel, today);
		assert.equal(findBooking(store, code).state, 'booked');
	});

	it('refuses a mistyped code', () => {
		assert.throws(() => findBooking(createStore(), 'PD000000010DE'), { status: 404 });
	});
});

describe('cancel', () => {
	it('cancels a booking once', () => {
		const store = createStore();
		const { code } = book(store, parcel, today);
		assert.equal(cancel(store, code).state, 'canceled');	
		assert.throws(() => cancel(store, code), { status: 409 });
	});
});



