import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.js';

describe('plainText', () => {
  it('lets nothing through that moves a cursor or changes a color', () => {
    expect(
      plainText('\u001b[2J\u001b[31mred\u001b[0m a\u0007b \u001b]0;title\u0007after\rover\u009b2J'),
    ).toBe('red a�b after�over');
  });

  it('keeps lines, tabs and letters of all kinds', () => {
    expect(plainText('a\tb\n店 é 🎉')).toBe('a\tb\n店 é 🎉');
  });
});
