import { describe, expect, it } from 'vitest';
import { wantsColors } from './colors.js';

describe('wantsColors', () => {
  const terminal = { write: () => true, isTTY: true };
  const pipe = { write: () => true };

  it('is for terminals, and for who asks for them', () => {
    expect(wantsColors({}, terminal)).toBe(true);
    expect(wantsColors({}, pipe)).toBe(false);
    expect(wantsColors({ CI: 'true' }, pipe)).toBe(false);
    expect(wantsColors({ FORCE_COLOR: '1' }, pipe)).toBe(true);
  });

  it('is not for terminals that have none, or for who wants none', () => {
    expect(wantsColors({ TERM: 'dumb' }, terminal)).toBe(false);
    expect(wantsColors({ NO_COLOR: '1', FORCE_COLOR: '1' }, terminal)).toBe(false);
  });
});
