import { describe, expect, it } from 'vitest';
import { canonicalDiff, parsePatch } from './index.js';

const canonical = (...lines: string[]) =>
  new TextDecoder().decode(canonicalDiff(parsePatch(new TextEncoder().encode(`${lines.join('\n')}\n`))));
const x = ['diff --git a/x b/x', 'index 1111..2222 100644', '--- a/x', '+++ b/x'];
const y = ['diff --git a/y b/y', 'old mode 100644', 'new mode 100755'];
const ids = ['1', '2', '3'].map((digit) => digit.repeat(40));
const binary = (from = '', to = '') => [
  'diff --git a/x b/x',
  `index ${from}..${to}`,
  'GIT binary patch',
  'literal 1',
  'AcmZQz',
  '',
];

describe('canonicalDiff', () => {
  it('is the same whatever the line numbers, the context, the ids and the order of files', () => {
    const one = canonical(...x, '@@ -1,3 +1,3 @@ f()', ' a', '-b', '+c', ' d', ...y);
    const other = canonical(
      ...y,
      'diff --git a/x b/x',
      'index 3333..4444 100644',
      ...x.slice(2),
      '@@ -7,2 +9,2 @@',
      ' z',
      '-b',
      '+c',
    );
    expect(one).toBe(other);
    expect(one).toBe(
      '["x","modify","x","x","100644","100644",""]\n-b\n+c\n["y","mode","y","y","100644","100755",""]\n',
    );
  });

  it('differs with lines, paths, modes, and a newline that is missing', () => {
    const diffs = [
      canonical(...x, '@@ -1,2 +1,2 @@', ' a', '-b', '+c'),
      canonical(...x, '@@ -1,2 +1,2 @@', ' a', '-b', '+d'),
      canonical(...x, '@@ -1,2 +1,2 @@', ' a', '-b', '+c', '\\ No newline at end of file'),
      canonical(
        'diff --git a/z b/z',
        'index 1111..2222 100644',
        '--- a/z',
        '+++ b/z',
        '@@ -1,2 +1,2 @@',
        ' a',
        '-b',
        '+c',
      ),
      canonical('--- a/x', '+++ b/x', '@@ -1,2 +1,2 @@', ' a', '-b', '+c'),
      canonical(...y),
      canonical('diff --git a/x b/y', 'rename from x', 'rename to y'),
      canonical('diff --git a/x b/y', 'copy from x', 'copy to y'),
      canonical('diff --git a/x b/x', 'deleted file mode 100644'),
      canonical(''),
    ];
    expect(new Set(diffs).size).toBe(diffs.length);
  });

  it('tells binary files by what they become', () => {
    expect(canonical(...binary(ids[0], ids[1]))).not.toBe(canonical(...binary(ids[0], ids[2])));
    expect(canonical(...binary(ids[0], ids[1]))).toBe(canonical(...binary(ids[2], ids[1])));
  });
});
