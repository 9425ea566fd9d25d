import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scopeMatcher } from './globs.js';
import { scopesOverlap } from './scopes-overlap.js';

const name = fc.array(fc.constantFrom('a', 'b', '.ts', '+', 'B', '$', '-', '!'), {
  minLength: 1,
  maxLength: 3,
});
const path = fc
  .array(
    name.map((parts) => parts.join('')),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join('/'));
const syntax = fc.constantFrom(
  ...[
    'a',
    'b',
    '.',
    '*',
    '?',
    '**',
    '{a,b}',
    '{a,b/c}',
    '{',
    '}',
    ',',
    '[ab]',
    '[',
    '(a|b)',
    '+(a)',
    '!(a)',
    '|',
    '\\',
    '"',
    '..',
    '/',
  ],
);
const strange = fc.array(syntax, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));

/** A pattern that may well match the path: some of its parts are replaced by globs. */
function patternFor(target: string): fc.Arbitrary<string> {
  const part = (text: string) =>
    fc.constantFrom(
      text,
      text,
      '*',
      '**',
      `${text.slice(0, 1)}*`,
      `*${text.slice(-1)}`,
      `{x,${text}}`,
      '?'.repeat(text.length),
      `?${text.slice(1)}`,
    );
  const parts = fc.tuple(...target.split('/').map(part));
  const whole = parts.map((texts) => texts.join('/'));
  const folder = parts.map((texts) => texts.slice(0, 1 + texts.length / 2).join('/'));
  return fc.oneof(
    whole,
    folder,
    folder.map((text) => `${text}/**`),
    whole.map((text) => `**/${text}`),
    strange,
  );
}

describe('scopesOverlap', () => {
  it('is true wherever a path exists that both scopes cover', () => {
    let common = 0;
    const scopes = path.chain((target) =>
      fc.tuple(fc.constant(target), patternFor(target), patternFor(target)),
    );
    fc.assert(
      fc.property(scopes, ([target, one, other]) => {
        const both = [target, one, other].filter(
          (text) => scopeMatcher([one])(text) && scopeMatcher([other])(text),
        );
        if (both.length > 0) {
          common += 1;
          expect(scopesOverlap([one], [other])).toBe(true);
          expect(scopesOverlap([other], ['zzz.z', one])).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(common).toBeGreaterThan(200);
  });

  it.each([
    [['src/**'], ['docs/**'], false],
    [['src'], ['src/a/b.ts'], true],
    [['src/a'], ['src/b'], false],
    [['src/a'], ['src/a.ts'], false],
    [['README.md'], ['**/*.ts'], false],
    [['README.md'], ['README.md'], true],
    [['docs'], ['**/*.ts'], true],
    [['src/*.ts'], ['src/*.md'], false],
    [['src/*.ts'], ['src/x*'], true],
    [['src/a*'], ['src/b*'], false],
    [['src/*'], ['src/a/b/*'], false],
    [['a/**/z'], ['a/b/c/z'], true],
    [['a/**/z'], ['a/b/c/y.ts'], false],
    [['a/**/z'], ['a/b/c/y'], true],
    [['a/**'], ['**/b'], true],
    [['src/{a,b}/x.ts'], ['src/a/x.ts'], true],
    [['src/{a,b}/x.ts'], ['src/a/y.ts'], false],
    [['app/[id]/x.ts'], ['lib/y.ts'], false],
    [['app/[id]/x.ts'], ['app/z.ts'], true],
    [['{src,docs/x}/a'], ['docs/x/a'], true],
    [['SRC/x.ts'], ['src/X.ts'], true],
    [['a//b.ts'], ['a/b.ts'], true],
    [['a/b.ts', 'c/d.ts'], ['e/f.ts', 'c/d.ts'], true],
  ])('says of %j and %j: %s', (one, other, expected) => {
    expect(scopesOverlap(one, other)).toBe(expected);
    expect(scopesOverlap(other, one)).toBe(expected);
  });

  it('takes a missing scope for everything and an empty one for nothing', () => {
    expect(scopesOverlap(undefined, ['a.ts'])).toBe(true);
    expect(scopesOverlap(['a.ts'], undefined)).toBe(true);
    expect(scopesOverlap(undefined, [])).toBe(false);
    expect(scopesOverlap([], ['**'])).toBe(false);
  });

  it('stays fast on patterns made to be slow', () => {
    const slow = '**/a/'.repeat(400);
    expect(scopesOverlap([`${slow}b`], [`${slow}c`])).toBe(false);
  });
});
