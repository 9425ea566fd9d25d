import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, nearestWord } from './index.js';

const words = ['depends_on', 'timeout_s', 'idle_timeout_s', 'retries', 'run', 'env'];

describe('nearestWord', () => {
  it.each([
    ['depend_on', 'depends_on'],
    ['dependsOn', 'depends_on'],
    ['depends-on', 'depends_on'],
    ['timeout', 'timeout_s'],
    ['idel_timeout_s', 'idle_timeout_s'],
    ['retires', 'retries'],
    ['rnu', 'run'],
    ['nev', 'env'],
  ])('takes %s for %s', (written, meant) => {
    expect(nearestWord(written, words)).toBe(meant);
  });

  it.each(['x', 'scope', 'ran_away', '', 'äöü', 'z'.repeat(10_000)])('takes %j for nothing', (written) => {
    expect(nearestWord(written, words)).toBeUndefined();
  });

  it('prefers what is nearer, and of equals the first', () => {
    expect(nearestWord('abcd', ['abxx', 'abcx', 'abcy'])).toBe('abcx');
    expect(nearestWord('abcd', ['abcx', 'ABCD', 'abcd'])).toBe('ABCD');
  });

  it('finds a word again after one slip', () => {
    const slip = fc.tuple(
      fc.stringMatching(/^[a-z]{6,12}$/),
      fc.nat(5),
      fc.constantFrom('drop', 'double', 'swap'),
    );
    fc.assert(
      fc.property(slip, ([word, place, kind]) => {
        const [before, rest] = [word.slice(0, place), word.slice(place)];
        const [a = '', b = ''] = rest;
        const slips = { drop: rest.slice(1), double: a + rest, swap: b + a + rest.slice(2) };
        expect(nearestWord(before + slips[kind as keyof typeof slips], [word])).toBe(word);
      }),
    );
  });
});

describe('didYouMean', () => {
  it('asks where something is near, and is silent otherwise', () => {
    expect(didYouMean('timeouts', words)).toBe('; did you mean `timeout_s`?');
    expect(didYouMean('nothing', words)).toBe('');
  });
});
