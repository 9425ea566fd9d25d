import { describe, expect, it } from 'vitest';
import { offsetAt } from './text-place';

describe('offsetAt', () => {
  it.each([
    [1, 1, 0],
    [2, 2, 4],
    [2, 99, 5],
    [9, 1, 8],
  ])('finds %i:%i', (line, column, offset) => {
    expect(offsetAt('ab\nde\nfg', line, column)).toBe(offset);
  });
});
