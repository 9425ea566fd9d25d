import { describe, expect, it } from 'vitest';
import { type Range, wordDiff } from './word-diff';

const marked = (text: string, ranges: readonly Range[]): string =>
  [...ranges]
    .reverse()
    .reduce(
      (all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`,
      text,
    );

const shown = (before: string, after: string): readonly [string, string] => {
  const diff = wordDiff(before, after);
  return [marked(before, diff.before), marked(after, diff.after)];
};

describe('wordDiff', () => {
  it('marks the words that differ, on both sides', () => {
    expect(shown('return a + b;', 'return a - b;')).toEqual(['return a [+] b;', 'return a [-] b;']);
    expect(shown('const total = sum(items)', 'const total = sum(items, tax)')).toEqual([
      'const total = sum(items)',
      'const total = sum(items[, tax])',
    ]);
  });

  it('marks a space between two marked words with them', () => {
    expect(shown('x one two y', 'x three four y')).toEqual(['x [one two] y', 'x [three four] y']);
  });

  it('marks a change of white space only', () => {
    expect(shown('  a', '    a')).toEqual(['[  ]a', '[    ]a']);
  });

  it('knows words beyond ASCII', () => {
    expect(shown('größe = 1', 'Größe = 1')).toEqual(['[größe] = 1', '[Größe] = 1']);
  });

  it('says nothing of equal lines and of very long ones', () => {
    expect(wordDiff('a', 'a')).toEqual({ before: [], after: [] });
    expect(wordDiff('a'.repeat(3_000), 'b')).toEqual({ before: [], after: [] });
  });

  it('stays quick where a line is all words', () => {
    const words = (word: string): string => `${word} `.repeat(450);
    const diff = wordDiff(`x ${words('a')}y`, `x ${words('b')}y`);
    expect(diff.before).toHaveLength(1);
  });
});
