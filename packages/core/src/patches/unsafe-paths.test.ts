import { describe, expect, it } from 'vitest';
import { parsePatch } from './parse-patch.js';
import { quotePath } from './path-text.js';
import { isGitModules, unsafePaths, whyUnsafe } from './unsafe-paths.js';

const patchOf = (name: string) =>
  parsePatch(new TextEncoder().encode(`diff --git ${name} ${name}\nold mode 100644\nnew mode 100755\n`));

describe('unsafePaths', () => {
  it.each([
    ['a/', 'is empty'],
    ['"a/x\\000y"', 'has a NUL character in it'],
    ['/etc/passwd', 'is absolute'],
    ['a//etc/passwd', 'is absolute'],
    [`a/${'x/'.repeat(2048)}y`, 'is longer than 4095 bytes'],
    ['a/x//y', 'has an empty part in it'],
    ['a/x/', 'has an empty part in it'],
    ['../x', 'has ".." in it'],
    ['a/x/../../y', 'has ".." in it'],
    ['a/./x', 'has "." in it'],
    ['a/.git/hooks/pre-commit', "reaches into git's own folder (.git)"],
    ['a/x/.GIT', "reaches into git's own folder (.git)"],
    ['a/git~1/config', "reaches into git's own folder (.git)"],
    ['a/.git. . /config', "reaches into git's own folder (.git)"],
    ['a/.git::$INDEX_ALLOCATION/config', "reaches into git's own folder (.git)"],
    ['a/x\\.git\\config', "reaches into git's own folder (.git)"],
    ['"a/.g\\342\\200\\214it/config"', "reaches into git's own folder (.git)"],
    ['"a/\\357\\273\\277.Git/config"', "reaches into git's own folder (.git)"],
  ])('finds that %s is out of bounds', (name, why) => {
    const [unsafe, ...more] = unsafePaths(patchOf(name));
    expect(unsafe).toMatchObject({ line: 1, why });
    expect(more).toEqual([]);
  });

  it('finds both paths of a rename', () => {
    const parsed = parsePatch(
      new TextEncoder().encode('diff --git a/../x b/.git\nrename from ../x\nrename to .git\n'),
    );
    expect(unsafePaths(parsed).map(({ path }) => quotePath(path))).toEqual(['../x', '.git']);
  });

  it.each(['.gitignore', '.github/x', 'x.git/y', 'git/x', '...', '..x/y', 'a\\b', 'git~2', '.git~1'])(
    'allows %s',
    (path) => {
      expect(whyUnsafe(path)).toBeUndefined();
    },
  );
});

describe('isGitModules', () => {
  it.each(['.gitmodules', '.GitModules. ', 'gitmod~1', 'GI7EBA~1', 'gi7eb~10', '.git\u200dmodules'])(
    'knows %s',
    (name) => {
      expect(isGitModules(name)).toBe(true);
    },
  );

  it.each(['gitmodules', '.gitmodules2', 'gitmod~5'])('does not take %s for it', (name) => {
    expect(isGitModules(name)).toBe(false);
  });
});
