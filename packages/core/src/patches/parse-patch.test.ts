import { describe, expect, it } from 'vitest';
import { hunkLines, parsePatch, touchedPaths } from './index.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (...lines: string[]) => parsePatch(bytes(`${lines.join('\n')}\n`));
const zeros = '0'.repeat(40);
const fullId = 'abcdef0123'.repeat(4);

describe('parsePatch', () => {
  it('reads a change with its mode, ids, counts and exact lines', () => {
    const patch = parse(
      'diff --git a/src/x.ts b/src/x.ts',
      'index 1234567..89abcde 100755',
      '--- a/src/x.ts',
      '+++ b/src/x.ts',
      '@@ -1,3 +1,3 @@ function f() {',
      ' one\r',
      '-two',
      '+2',
      '',
      '@@ -9,2 +9,3 @@',
      ' nine',
      '-ten',
      '\\ No newline at end of file',
      '+ten',
      '+eleven',
    );
    expect(patch).toMatchObject({ insertions: 3, deletions: 2 });
    expect(patch.files).toMatchObject([
      {
        kind: 'modify',
        oldPath: 'src/x.ts',
        newPath: 'src/x.ts',
        oldMode: '100755',
        newMode: '100755',
        oldId: '1234567',
        newId: '89abcde',
        isBinary: false,
        line: 1,
        bytes: patch.bytes,
        hunks: [
          { line: 5, oldStart: 1, oldCount: 3, newStart: 1, newCount: 3 },
          { line: 10, oldStart: 9, oldCount: 2, newStart: 9, newCount: 3 },
        ],
      },
    ]);
    const lines = patch.files.flatMap((file) => file.hunks.flatMap((hunk) => [...hunkLines(file, hunk)]));
    expect(lines.map(({ op, text }) => op + new TextDecoder().decode(text))).toEqual([
      ' one\r\n',
      '-two\n',
      '+2\n',
      ' \n',
      ' nine\n',
      '-ten',
      '+ten\n',
      '+eleven\n',
    ]);
  });

  it('tells additions, deletions, moves, copies and changes of mode apart', () => {
    const { files } = parse(
      'diff --git a/new b/new',
      'new file mode 100644',
      'index 0000000..e69de29',
      'diff --git a/old b/old',
      'deleted file mode 100755',
      'index 587be6b..0000000',
      '--- a/old',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
      'diff --git a/from b/to',
      'similarity index 100%',
      'rename from from',
      'rename to to',
      'diff --git a/one b/two',
      'similarity index 90%',
      'copy from one',
      'copy to two',
      'index 1234567..89abcde 100644',
      '--- a/one',
      '+++ b/two',
      '@@ -1,2 +1,2 @@',
      ' x',
      '-y',
      '+z',
      'diff --git a/run b/run',
      'old mode 100644',
      'new mode 100755',
    );
    expect(
      files.map(({ kind, oldPath, newPath, oldMode, newMode }) => [kind, oldPath, newPath, oldMode, newMode]),
    ).toEqual([
      ['add', undefined, 'new', undefined, '100644'],
      ['delete', 'old', undefined, '100755', undefined],
      ['rename', 'from', 'to', undefined, undefined],
      ['copy', 'one', 'two', '100644', '100644'],
      ['mode', 'run', 'run', '100644', '100755'],
    ]);
    expect(files.map(touchedPaths)).toEqual([['new'], ['old'], ['from', 'to'], ['two'], ['run']]);
  });

  it.each([
    ['a/with space b/with space', 'with space'],
    ['a/x b/x b/x b/x', 'x b/x'],
    ['"a/t\\303\\244st" "b/t\\303\\244st"', 'täst'],
    ['"a/\\001\\"\\\\\\t" "b/\\001\\"\\\\\\t"', '\u0001"\\\t'],
    ['"a/\\377" "b/\\377"', '\udcff'],
    ['"a/x" b/x', 'x'],
    ['a/x "b/x"', 'x'],
    ['i/x w/x', 'x'],
    ['a/back\\slash b/back\\slash', 'back\\slash'],
    ['/etc/passwd /etc/passwd', '/etc/passwd'],
    ['a/../x b/../x', '../x'],
    ['../x ../x', '../x'],
  ])('reads the path of "diff --git %s"', (names, path) => {
    expect(parse(`diff --git ${names}`, 'old mode 100644', 'new mode 100755').files[0]?.newPath).toBe(path);
  });

  it.each([
    ['a/one two b/three', 'one two', 'three'],
    ['"a/\\303\\244" b/x', '"\\303\\244"', 'x'],
    ['a/x "b/\\303\\244"', 'x', '"\\303\\244"'],
  ])('reads the paths of a rename, "%s"', (names, from, to) => {
    const { files } = parse(`diff --git ${names}`, `rename from ${from}`, `rename to ${to}`);
    expect(files[0]?.kind).toBe('rename');
  });

  it('reads binary hunks without unpacking them', () => {
    const { files, insertions } = parse(
      'diff --git a/x.png b/x.png',
      `index ${fullId}..${zeros.replace('0', '1')} 100644`,
      'GIT binary patch',
      'delta 5',
      'EcmZQzU|?i`',
      '',
      'literal 2',
      'acmZQzU|?i`0ssI20ssI20ssI20ssI20ssI2',
      '',
      '',
    );
    expect(files).toMatchObject([{ kind: 'modify', isBinary: true, hunks: [] }]);
    expect(insertions).toBe(0);
  });

  it('reads plain unified diffs, with /dev/null or a time stamp of 1970 for a side that does not exist', () => {
    const { files } = parse(
      'diff -ruN a/x b/x',
      '--- a/x\t2024-01-01 10:00:00.000000000 +0100',
      '+++ b/x\t2024-01-02 10:00:00.000000000 +0100',
      '@@ -1,2 +1,2 @@',
      ' a',
      '-b',
      '+c',
      'diff -ruN a/y b/y',
      '--- a/y\t1970-01-01 01:00:00.000000000 +0100',
      '+++ b/y\t2024-01-02 10:00:00.000000000 +0100',
      '@@ -0,0 +1 @@',
      '+y',
      'Index: z',
      '===================================================================',
      '--- a/z',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-z',
    );
    expect(files.map(({ kind, oldPath, newPath, newMode }) => [kind, oldPath, newPath, newMode])).toEqual([
      ['modify', 'x', 'x', undefined],
      ['add', undefined, 'y', undefined],
      ['delete', 'z', undefined, undefined],
    ]);
  });

  it('passes over text before the first file and a signature behind the last', () => {
    const { files } = parse(
      'commit 1234',
      '--- not a header',
      '',
      'diff --git a/x b/x',
      '--- a/x',
      '+++ b/x',
      '@@ -1,2 +1 @@',
      ' x',
      '-- ',
      '-- ',
      '2.39.5',
      '',
      'sent by my mail program',
    );
    expect(files).toMatchObject([{ deletions: 1 }]);
    expect(
      parse('diff --git a/x b/x', 'old mode 100644', 'new mode 100755', '--', '2.39').files,
    ).toHaveLength(1);
  });

  it('takes a last line that says "No newline" without a line feed of its own', () => {
    const { files } = parsePatch(
      bytes(['--- a/x', '+++ b/x', '@@ -1,2 +1 @@', ' a', '-b', '\\ No newline at end of file'].join('\n')),
    );
    const lines = files.flatMap((file) => file.hunks.flatMap((hunk) => [...hunkLines(file, hunk)]));
    expect(lines.map(({ text }) => text)).toEqual([bytes('a\n'), bytes('b')]);
  });

  it('takes an input without anything in it for a patch without files', () => {
    expect(parsePatch(bytes('')).files).toEqual([]);
    expect(parsePatch(bytes(' \r\n\t\n')).files).toEqual([]);
  });

  it('accepts a path that is given up and made anew', () => {
    const asSymlink = parse(
      'diff --git a/x b/x',
      'deleted file mode 100644',
      'diff --git a/x b/x',
      'new file mode 120000',
      '--- /dev/null',
      '+++ b/x',
      '@@ -0,0 +1 @@',
      '+y',
      '\\ No newline at end of file',
    );
    expect(asSymlink.files.map(({ kind }) => kind)).toEqual(['delete', 'add']);
    const swapped = parse(
      'diff --git a/x b/y',
      'rename from x',
      'rename to y',
      'diff --git a/y b/x',
      'rename from y',
      'rename to x',
    );
    expect(swapped.files).toHaveLength(2);
  });
});
