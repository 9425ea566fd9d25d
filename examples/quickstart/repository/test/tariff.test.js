import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quote } from '../src/tariff.js';

const monday = new Date('2026-03-02T00:00:00Z');
const priceOf = (parcel) => quote({ country: 'DE', girthCm: 80, weightGrams: 900, ...parcel }, monday);

describe('the base price', () => {
  it('is that of the lightest step', () => assert.equal(priceOf({}).baseCents, 450));
  it('includes the limit of a step', () => assert.equal(priceOf({ weightGrams: 1_000 }).baseCents, 450));
  it('rises at the next gram', () => assert.equal(priceOf({ weightGrams: 1_001 }).baseCents, 590));
  it('is twice as high in zone 2', () => assert.equal(priceOf({ country: 'NL' }).baseCents, 900));
  it('refuses what is too heavy', () => {
    assert.throws(() => priceOf({ weightGrams: 40_000 }), /more than we carry/);
  });
  it('refuses what weighs nothing', () => {
    assert.throws(() => priceOf({ weightGrams: 0 }), /above 0/);
  });
  it('refuses a country without a zone', () => {
    assert.throws(() => priceOf({ country: 'XX' }), /do not deliver/);
  });
});

describe('surcharges', () => {
  it('has fuel on every parcel', () => {
    assert.deepEqual(priceOf({}).surcharges, [{ name: 'fuel', cents: 27 }]);
  });
  it('adds bulky ones to the total', () => {
    assert.equal(priceOf({ girthCm: 240 }).totalCents, 450 + 27 + 180);
  });
});

describe('the day of delivery', () => {
  it('is the next working day at home', () => assert.equal(priceOf({}).deliveryDay, '2026-03-03'));
  it('is later abroad', () => assert.equal(priceOf({ country: 'ES' }).deliveryDay, '2026-03-09'));
});
