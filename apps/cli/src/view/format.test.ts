import { describe, expect, it } from 'vitest';
import { clip, columns, countOf, cut, formatDuration, wrap } from './format.js';

describe('formatDuration', () => {
  it.each([
    [0, '0.0s'],
    [1234, '1.2s'],
    [12_400, '12s'],
    [185_000, '3m 05s'],
    [7_440_000, '2h 04m'],
  ])('writes %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe('countOf', () => {
  it('knows one from many', () => {
    expect([countOf(1, 'patch', 'patches'), countOf(2, 'patch', 'patches'), countOf(0, 'task')]).toEqual([
      '1 patch',
      '2 patches',
      '0 tasks',
    ]);
  });
});

describe('clip', () => {
  it('leaves what fits as it is, its spaces included', () => expect(clip('a  b ', 5)).toBe('a  b '));
  it('marks where it cut', () => expect(clip('abcdef', 4)).toBe('abc…'));
  it('counts letters, not code units', () => expect(clip('😀😀😀', 3)).toBe('😀😀😀'));
});

describe('cut', () => {
  it('puts the text on one line first', () => expect(cut('a\n  b', 3)).toBe('a b'));
});

describe('wrap', () => {
  it('breaks between words', () =>
    expect(wrap('to be or not to be', 8)).toEqual(['to be or', 'not to', 'be']));
  it('leaves a word whole that is wider', () => {
    expect(wrap('a docs/very-long.md b', 6)).toEqual(['a', 'docs/very-long.md', 'b']);
  });
  it('needs no second line without a width', () => {
    expect(wrap('to be or', Number.POSITIVE_INFINITY)).toEqual(['to be or']);
  });
});

describe('columns', () => {
  it('fills up all cells but the last of a row', () => {
    expect(
      columns([
        ['a', 'long', 'x'],
        ['bbb', 'c', ''],
      ]),
    ).toEqual(['a    long  x', 'bbb  c']);
  });
});
