import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text';

describe('plainText', () => {
  it('takes colors, cursor moves and links out', () => {
    expect(plainText('\u001b[31mexpected\u001b[0m \u001b[1;38;5;208mtwo\u001b[m\u001b[2K')).toBe(
      'expected two',
    );
    expect(plainText('\u001b]8;;file:///a\u0007a.ts\u001b]8;;\u0007')).toBe('a.ts');
  });

  it('keeps lines and tabs, and what a line was overwritten with', () => {
    expect(plainText('a\tb\r\nc')).toBe('a\tb\nc');
    expect(plainText('10 %\r100 %\nend')).toBe('100 %\nend');
  });

  it('leaves plain text alone', () => {
    expect(plainText('[31m is no escape, größer ✓')).toBe('[31m is no escape, größer ✓');
  });
});
