import { describe, expect, it } from 'vitest';
import { isOscillation } from './oscillation.js';

describe('isOscillation', () => {
  it('finds the same digest within four attempts, the present one among them', () => {
    expect(isOscillation(['a', 'b', 'c'], 'a')).toBe(true);
    expect(isOscillation(['a'], 'a')).toBe(true);
  });

  it('does not look further back, and finds nothing in an empty history', () => {
    expect(isOscillation(['a', 'b', 'c', 'd'], 'a')).toBe(false);
    expect(isOscillation([], 'a')).toBe(false);
  });
});
