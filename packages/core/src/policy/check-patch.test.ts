import type { PatchPolicy } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { parsePatch } from '../patches/index.js';
import { checkPatch, type PatchFacts } from './check-patch.js';
import { tightenPolicy } from './effective-policy.js';

const add = (path: string, content = 'x', mode = '100644') =>
  `diff --git a/${path} b/${path}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+${content}\n` +
  (mode === '120000' ? '\\ No newline at end of file\n' : '');
const link = (path: string, target: string) => add(path, target, '120000');
const remove = (path: string) => `diff --git a/${path} b/${path}\ndeleted file mode 100644\n`;
const change = (path: string, ...header: string[]) =>
  `diff --git a/${path} b/${path}\n${header.map((line) => `${line}\n`).join('')}` +
  `--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n`;
const chmod = (path: string, from: string, to: string) =>
  `diff --git a/${path} b/${path}\nold mode ${from}\nnew mode ${to}\n`;
const rename = (from: string, to: string) =>
  `diff --git a/${from} b/${to}\nrename from ${from}\nrename to ${to}\n`;

function check(diff: string, policy: PatchPolicy = {}, facts?: PatchFacts) {
  const parsed = parsePatch(new TextEncoder().encode(diff));
  return checkPatch(parsed, tightenPolicy([{ level: 'project', policy }]), facts);
}

const broken = (diff: string, policy?: PatchPolicy, facts?: PatchFacts) =>
  check(diff, policy, facts).violations.map(({ rule, path }) => `${rule} ${path ?? ''}`.trim());
const messages = (diff: string, policy?: PatchPolicy, facts?: PatchFacts) =>
  check(diff, policy, facts).violations.map(({ message }) => message);

describe('checkPatch', () => {
  it('finds nothing wrong with an ordinary patch', () => {
    const fine =
      add('src/x.ts') + change('src/y.ts') + chmod('run.sh', '100644', '100755') + link('a/b', '../src');
    expect(check(fine)).toEqual({ formatOk: true, scopeOk: true, constraintsOk: true, violations: [] });
  });

  it('finds everything at once', () => {
    const verdict = check(
      add('../x') + add('lib/x.ts') + link('src/a', '/etc') + chmod('src/s', '160000', '100644'),
      {
        scope: ['src/**'],
        max_files: 1,
        max_changed_lines: 2,
      },
    );
    expect(verdict).toMatchObject({ formatOk: true, scopeOk: false, constraintsOk: false });
    expect(verdict.violations.map(({ rule }) => rule)).toEqual([
      'unsafe_path',
      'scope',
      'submodule',
      'symlink',
      'max_changed_lines',
      'max_files',
    ]);
    for (const { remedy } of verdict.violations) expect(remedy).toMatch(/\.$/);
  });

  it('holds every path to every scope, the source of a copy apart', () => {
    const parsed = parsePatch(
      new TextEncoder().encode(
        rename('src/a', 'docs/a') +
          'diff --git a/lib/b b/docs/b\ncopy from lib/b\ncopy to docs/b\n' +
          change('docs/c.md'),
      ),
    );
    const policy = tightenPolicy([
      { level: 'project', policy: { scope: ['docs/**', 'README.md'] } },
      { level: 'task', policy: { scope: [] } },
    ]);
    const { violations } = checkPatch(parsed, policy);
    expect(violations[0]).toMatchObject({
      rule: 'scope',
      path: 'src/a',
      message: 'touches src/a, outside of the scope docs/**, README.md of the project policy',
    });
    expect(violations.map(({ path }) => path)).toEqual(['src/a', 'src/a', 'docs/a', 'docs/b', 'docs/c.md']);
    expect(violations[1]?.message).toBe('touches src/a, outside of the empty scope of the task policy');
  });

  it('forbids by default what holds secrets, and by name what the project says', () => {
    expect(messages(add('web/.env.local'))).toEqual([
      'touches web/.env.local, which is forbidden by the built-in default (.env*)',
    ]);
    expect(broken(add('.env') + rename('vendor/a', 'b'), { forbidden: ['dist', 'vendor/**'] })).toEqual([
      'forbidden vendor/a',
    ]);
  });

  it('counts changed lines and files, a file that is replaced once', () => {
    expect(broken(change('a') + change('b'), { max_changed_lines: 4, max_files: 2 })).toEqual([]);
    expect(messages(change('a') + change('b'), { max_changed_lines: 3, max_files: 1 })).toEqual([
      'changes 4 lines; the project policy allows 3',
      'touches 2 files; the project policy allows 1',
    ]);
    expect(broken(remove('a') + link('a', 'b'), { max_files: 1 })).toEqual([]);
  });

  it('refuses binary content unless it is allowed, also where it is shown as text', () => {
    const id = '1'.repeat(40);
    const binary = `diff --git a/x b/x\nindex ${id}..${id} 100644\nGIT binary patch\nliteral 1\nAcmZQz\n\n`;
    expect(broken(binary + add('y', '\0'))).toEqual(['binary x', 'binary y']);
    expect(broken(binary + add('y', '\0'), { allow_binary: true })).toEqual([]);
  });

  it('refuses submodules, modes that git does not know, and a file turned into a symlink in place', () => {
    const diff =
      add('sub', 'Subproject commit 1', '160000') +
      add('odd', 'x', '100664') +
      chmod('turned', '100644', '120000');
    expect(broken(diff)).toEqual(['submodule sub', 'mode odd', 'mode turned', 'symlink turned']);
    expect(broken(`diff --git a/sub b/sub\ndeleted file mode 160000\n`)).toEqual(['submodule sub']);
    expect(broken(chmod('turned', '120000', '100644'))).toEqual(['mode turned']);
  });

  it('refuses a change of mode where it is not allowed, not an added executable', () => {
    const diff = chmod('a', '100644', '100755') + add('b', 'x', '100755');
    expect(messages(diff, { allow_mode_change: false })).toEqual([
      'changes the mode of a to 100755, which the project policy does not allow',
    ]);
  });

  it('says when a patch changes nothing', () => {
    expect(check('')).toMatchObject({
      formatOk: false,
      scopeOk: true,
      constraintsOk: true,
      violations: [{ rule: 'empty' }],
    });
  });

  it('says when attempts go round in circles', () => {
    expect(broken(add('a'), {}, { oscillates: true })).toEqual(['oscillation']);
    expect(broken(add('a'), {}, { oscillates: false })).toEqual([]);
  });
});

describe('checkPatch, of symlinks', () => {
  it.each([
    ['a/b/link', '../../x'],
    ['link', './a/../b'],
    ['link', '..data'],
    ['link', 'x\\..\\..\\y'],
    ['loop', 'loop'],
  ])('allows %s -> %j', (path, target) => {
    expect(broken(link(path, target))).toEqual([]);
  });

  it.each([
    ['link', '/etc/passwd', /is absolute/],
    ['link', '../x', /leaves the tree/],
    ['a/b/link', '../../../x', /whose target \.\.\/\.\.\/\.\.\/x leaves the tree/],
    ['link', '.git/hooks', /reaches into git's own folder/],
    ['a/link', '../.GIT', /reaches into git's own folder/],
    ['link', 'x'.repeat(4096), /is longer than 4095/],
    ['.gitmodules', 'x', /git refuses under that name/],
  ])('refuses %s -> %s', (path, target, message) => {
    const [violation, ...more] = check(link(path, target)).violations;
    expect(violation).toMatchObject({ rule: 'symlink', path, message: expect.stringMatching(message) });
    expect(more).toEqual([]);
  });

  it('follows other symlinks, of the patch and of the tree, whatever their case', () => {
    expect(broken(link('root', '.') + link('out', 'root/../x'))).toEqual(['symlink out']);
    expect(broken(link('out', 'Deep/../x'), {}, { symlinks: new Map([['deep', '.']]) })).toEqual([
      'symlink out',
    ]);
    expect(broken(link('ok', 'deep/../../x'), {}, { symlinks: new Map([['deep', 'a/b']]) })).toEqual([]);
    expect(messages(link('out', 'deep/x'), {}, { symlinks: new Map([['deep', '/etc']]) })[0]).toMatch(
      /through another symlink/,
    );
  });

  it('forgets symlinks that the patch takes away', () => {
    const symlinks = new Map([
      ['gone', '.'],
      ['moved', '.'],
      ['replaced', '.'],
    ]);
    const diff = `${remove('gone')}${rename('moved', 'x/away')}${remove('replaced')}${add('replaced')}`;
    expect(
      broken(
        `${diff}${link('a', 'gone/../b')}${link('b', 'replaced/../b')}${link('c', 'moved/../b')}`,
        {},
        { symlinks },
      ),
    ).toEqual([]);
  });

  it('reads the target of a changed or moved symlink from the patch, or from the tree', () => {
    const retarget = (path: string, ...lines: string[]) =>
      `diff --git a/${path} b/${path}\nindex 1111..2222 120000\n--- a/${path}\n+++ b/${path}\n${lines.map((line) => `${line}\n`).join('')}`;
    const end = '\\ No newline at end of file';
    const whole = retarget('l', '@@ -1 +1 @@', '-x', end, '+/etc', end);
    expect(messages(whole)[0]).toMatch(/whose target \/etc is absolute/);
    const part = retarget('l', '@@ -1,2 +1,2 @@', '-x', '+/etc', ' y', end);
    expect(messages(part)[0]).toMatch(/whose target the patch does not tell/);
    expect(messages(part, {}, { symlinks: new Map([['l', 'x\ny']]) })[0]).toMatch(/is absolute/);
    expect(messages(part, {}, { symlinks: new Map([['l', 'z\ny']]) })[0]).toMatch(/does not tell/);
    const several = retarget(
      'l',
      '@@ -1,2 +1,2 @@',
      '-x',
      '+/etc',
      ' y',
      '@@ -9,2 +9,2 @@',
      ' y',
      '-x',
      end,
      '+z',
      end,
    );
    expect(messages(several)[0]).toMatch(/does not tell/);
    expect(broken(rename('a/b/l', 'l'), {}, { symlinks: new Map([['a/b/l', '../x']]) })).toEqual([
      'symlink l',
    ]);
    expect(broken(rename('a/b/l', 'l'))).toEqual([]);
    const copy = 'diff --git a/a/l b/l\ncopy from a/l\ncopy to l\n';
    expect(broken(copy, {}, { symlinks: new Map([['a/l', '../x']]) })).toEqual(['symlink l']);
    const id = '1'.repeat(40);
    const binary = `diff --git a/l b/l\nindex ${id}..${id} 120000\nGIT binary patch\nliteral 1\nAcmZQz\n\n`;
    expect(broken(binary, { allow_binary: true })).toEqual(['symlink l']);
    expect(messages('diff --git a/l b/l\nnew file mode 120000\n')[0]).toMatch(/is empty/);
  });

  it('refuses them all where they are not allowed', () => {
    expect(messages(link('a', 'b'), { allow_symlinks: false })).toEqual([
      'makes or changes the symlink a, which the project policy does not allow',
    ]);
  });

  it('refuses to write through a symlink, of the patch or of the tree', () => {
    expect(messages(link('a', 'b') + add('a/x'))).toEqual(['writes a/x through the symlink a']);
    expect(broken(link('Docs', 'b') + add('docs/deep/x'))).toEqual(['symlink docs/deep/x']);
    expect(broken(add('docs/x'), {}, { symlinks: new Map([['docs', 'b']]) })).toEqual(['symlink docs/x']);
    expect(broken(remove('a/x') + link('a', 'b'))).toEqual([]);
  });

  it('refuses a path below a file of the same patch', () => {
    expect(messages(add('a') + add('a/x'))).toEqual(['writes a/x below a, which it writes as a file']);
  });
});
