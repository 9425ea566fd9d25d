/** What it costs to send a parcel. */
import { addWorkingDays, formatDay } from './dates.js';
import { badRequest } from './errors.js';
import { percentOf, sum } from './money.js';
import { transitDays, zones } from './zones.js';

/** The base price by weight, the lightest step first. */
export const weightSteps = [
  { upToGrams: 1_000, cents: 450 },
  { upToGrams: 2_000, cents: 590 },
  { upToGrams: 5_000, cents: 790 },
  { upToGrams: 10_000, cents: 1_090 },
];

/** What the base price is multiplied with, by zone. */
const zoneFactor = { 1: 1, 2: 2, 3: 3 };

/** What comes on top, in percent of the base price. */
export const surcharges = [
  { name: 'fuel', percent: 6, applies: () => true },
  { name: 'bulky', percent: 40, applies: (parcel) => parcel.girthCm > 200 },
];

/** The price of a parcel in its parts, and the day of its delivery. */
export function quote(parcel, today) {
  var zone = zones[parcel.country];
  if (zone === undefined) throw badRequest(`we do not deliver to "${parcel.country}"`);
  var base = basePrice(parcel.weightGrams) * zoneFactor[zone];
  var extras = surcharges
    .filter((surcharge) => surcharge.applies(parcel))
    .map(({ name, percent }) => ({ name, cents: percentOf(base, percent) }));
  return {
    zone,
    baseCents: base,
    surcharges: extras,
    totalCents: base + sum(extras.map(({ cents }) => cents)),
    deliveryDay: formatDay(addWorkingDays(today, transitDays[zone])),
  };
}

function basePrice(weightGrams) {
  if (!(weightGrams > 0)) throw badRequest('weightGrams has to be a number above 0');
  var step = weightSteps.find(({ upToGrams }) => weightGrams <= upToGrams);
  if (step === undefined) throw badRequest(`${weightGrams} g is more than we carry`);
  return step.cents;
}
