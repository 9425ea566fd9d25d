import { describe, expect, it } from 'vitest';
import { byteLength, longestLine, splitLines, styleAfter } from './split-lines';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('byteLength', () => {
  it('counts as UTF-8 does', () => {
    for (const text of ['', 'abc', 'é', '€', '😀', 'a😀é€z'])
      expect(byteLength(text)).toBe(bytes(text).length);
  });
});

describe('styleAfter', () => {
  it('keeps what holds on, and forgets what a reset took away', () => {
    expect(styleAfter('', '\u001b[31mred')).toBe('\u001b[31m');
    expect(styleAfter('\u001b[31m', 'still \u001b[1mbold')).toBe('\u001b[31m\u001b[1m');
    expect(styleAfter('\u001b[31m', 'no\u001b[0m more')).toBe('');
    expect(styleAfter('\u001b[31m', '\u001b[0;32mgreen')).toBe('\u001b[0;32m');
    expect(styleAfter('', '\u001b[31ma'.repeat(1_000)).length).toBeLessThanOrEqual(256);
  });
});

describe('splitLines', () => {
  const start = { offset: 0, style: '', continued: false };

  it('knows the offset and the style with which each line begins', () => {
    expect(splitLines('é\u001b[31m\r\nb\n', start)).toEqual([
      { offset: 0, text: 'é\u001b[31m', style: '', continued: false, ended: true },
      { offset: 9, text: 'b', style: '\u001b[31m', continued: false, ended: true },
    ]);
  });

  it('cuts a line of megabytes into parts, never within a character', () => {
    const long = `x${'😀'.repeat(longestLine)}`;
    const lines = splitLines(`${long}\nnext`, start);
    expect(
      lines
        .slice(0, -1)
        .map(({ text }) => text)
        .join(''),
    ).toBe(long);
    expect(lines.map(({ continued }) => continued)).toEqual([false, true, true, false]);
    expect(lines.at(-1)?.offset).toBe(bytes(long).length + 1);
    for (const { text } of lines) expect(new TextDecoder().decode(bytes(text))).toBe(text);
  });
});
