import { describe, expect, it } from 'vitest';
import { matches } from './matches';

describe('matches', () => {
  it('finds words by their beginning, in any order', () => {
    expect(matches('Switch to the dark theme', 'th da')).toBe(true);
    expect(matches('Switch to the dark theme', 'ar')).toBe(false);
  });

  it('finds longer pieces anywhere, whatever their case', () => {
    expect(matches('fix-failing-tests', 'ILING')).toBe(true);
    expect(matches('fix-failing-tests', 'iling nothing')).toBe(false);
  });

  it('finds everything where nothing is searched', () => {
    expect(matches('Runs', '  ')).toBe(true);
  });
});
