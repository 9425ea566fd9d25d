/** Which tariff zone a country belongs to. Kept up to date from the carrier's feed. */

/** Zone 1 is home, zone 2 near, zone 3 the rest of the carrier's network. */
export const zones = {
  AT: 2,
  BE: 2,
  DE: 1,
  ES: 3,
  FR: 2,
  IT: 3,
  NL: 2,
  PL: 2,
};

/** Working days from hand-in to delivery, by zone. */
export const transitDays = { 1: 1, 2: 3, 3: 5 };
