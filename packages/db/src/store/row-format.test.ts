import { types } from 'pg';
import { describe, expect, it } from 'vitest';
import { rowTypes } from './row-format.js';

describe('rowTypes', () => {
  it.each([
    ['2026-11-20 05:09:17+00', '2026-11-20T05:09:17.000Z'],
    ['2026-11-20 05:09:17.1+00', '2026-11-20T05:09:17.100Z'],
    ['2026-11-20 05:09:17.123+00', '2026-11-20T05:09:17.123Z'],
    ['2026-11-20 07:09:17.123+02', '2026-11-20T05:09:17.123Z'],
    ['2026-11-20 10:54:17.12+05:45', '2026-11-20T05:09:17.120Z'],
  ])('reads the instant %s as ISO 8601', (text, instant) => {
    expect(rowTypes.getTypeParser(types.builtins.TIMESTAMPTZ)(text)).toBe(instant);
  });
});
