import { describe, expect, it } from 'vitest';
import { applyFilePatch, type ParsedFile, parsePatch } from './index.js';

const bytes = (text: string) => new TextEncoder().encode(text);

function fileOf(...lines: string[]): ParsedFile {
  const [file] = parsePatch(bytes(`${lines.join('\n')}\n`)).files;
  if (!file) throw new Error('the patch has no file');
  return file;
}

const changing = (...hunks: string[]) => fileOf('diff --git a/x b/x', '--- a/x', '+++ b/x', ...hunks);

function apply(before: string | undefined, file: ParsedFile): string | undefined {
  const applied = applyFilePatch(before === undefined ? undefined : bytes(before), file);
  if (!applied.ok) return `refused${applied.askGit ? ', ask git' : ''}: ${applied.reason}`;
  return applied.after && new TextDecoder('utf-8', { ignoreBOM: true }).decode(applied.after);
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i}\n`).join('');
const middle = ['@@ -4,3 +4,3 @@', ' 4', '-5', '+five', ' 6'];

describe('applyFilePatch', () => {
  it('changes lines where the patch says', () => {
    expect(apply(numbers(1, 9), changing(...middle))).toBe(`${numbers(1, 4)}five\n${numbers(6, 9)}`);
  });

  it('keeps CRLF, and newlines that are missing at the end, before or after', () => {
    expect(apply('a\r\nb\r\n', changing('@@ -1,2 +1,2 @@', ' a\r', '-b\r', '+c\r'))).toBe('a\r\nc\r\n');
    const marker = '\\ No newline at end of file';
    expect(apply('a\nb', changing('@@ -1,2 +1,2 @@', ' a', '-b', marker, '+c'))).toBe('a\nc\n');
    expect(apply('a\nb\n', changing('@@ -1,2 +1,2 @@', ' a', '-b', '+c', marker))).toBe('a\nc');
    expect(apply('a\nb', changing('@@ -1,2 +1,2 @@', '-a', '+A', ' b', marker))).toBe('A\nb');
  });

  it('adds and deletes files, empty ones too', () => {
    const added = fileOf('--- /dev/null', '+++ b/x', '@@ -0,0 +1 @@', '+a');
    expect(apply(undefined, added)).toBe('a\n');
    expect(apply('', added)).toBe('refused, ask git: the file exists already');
    expect(apply(undefined, fileOf('diff --git a/x b/x', 'new file mode 100644'))).toBe('');
    const deleted = fileOf('--- a/x', '+++ /dev/null', '@@ -1 +0,0 @@', '-a');
    expect(apply('a\n', deleted)).toBeUndefined();
    expect(apply('a\nb\n', deleted)).toMatch(/does not match at the beginning/);
    const emptied = fileOf('diff --git a/x b/x', 'deleted file mode 100644');
    expect(apply('', emptied)).toBeUndefined();
    expect(apply('a', emptied)).toBe('refused, ask git: content is left of a deleted file');
  });

  it('leaves the content alone where only name or mode change', () => {
    expect(apply('a', fileOf('diff --git a/x b/y', 'rename from x', 'rename to y'))).toBe('a');
    expect(apply(undefined, fileOf('diff --git a/x b/y', 'rename from x', 'rename to y'))).toMatch(
      /does not exist/,
    );
  });

  it('leaves binary hunks to git, and submodules to nobody', () => {
    const id = '1'.repeat(40);
    const binary = fileOf(
      'diff --git a/x b/x',
      `index ${id}..${id}`,
      'GIT binary patch',
      'literal 1',
      'AcmZQz',
      '',
    );
    expect(apply('', binary)).toBe('refused, ask git: binary');
    const submodule = ['--- a/x', '+++ b/x', '@@ -1 +1 @@', '-Subproject commit 1', '+Subproject commit 2'];
    expect(apply('', fileOf('diff --git a/x b/x', 'index 1111..2222 160000', ...submodule))).toBe(
      'refused: submodule',
    );
  });

  it('finds lines that have moved, if they are in one place only', () => {
    expect(apply(`new\n${numbers(1, 9)}`, changing(...middle))).toBe(
      `new\n${numbers(1, 4)}five\n${numbers(6, 9)}`,
    );
    expect(apply(numbers(3, 9), changing(...middle))).toBe(`3\n4\nfive\n${numbers(6, 9)}`);
  });

  it('refuses lines that are nowhere, or that differ in white space', () => {
    const reason = 'refused, ask git: the hunk of line 4 does not match the file';
    expect(apply(numbers(1, 5), changing(...middle))).toBe(reason);
    expect(apply('1\n2\n3\n4\n5 \n6\n', changing(...middle))).toBe(reason);
  });

  it('refuses where lines that have moved are in several places', () => {
    const twice = `0\n${numbers(1, 9)}${numbers(1, 9)}`;
    expect(apply(twice, changing(...middle))).toMatch(/^refused, ask git: .* is ambiguous/);
  });

  it('lets the hunk before decide between several places', () => {
    const two = changing(
      '@@ -4,3 +4,3 @@',
      ' a',
      '-b',
      '+B',
      ' c',
      '@@ -10,3 +10,3 @@',
      ' x',
      '-y',
      '+Y',
      ' z',
    );
    const block = 'x\ny\nz\n';
    // Everything is 3 lines further down, and so is the nearest of two equal blocks.
    expect(apply(`${numbers(1, 6)}a\nb\nc\n${numbers(1, 3)}${block}--\n--\n--\n--\n${block}`, two)).toBe(
      `${numbers(1, 6)}a\nB\nc\n${numbers(1, 3)}x\nY\nz\n--\n--\n--\n--\n${block}`,
    );
    // Here git would take the first block, for being nearer to the stated line, and drift says the second.
    expect(apply(`${numbers(1, 6)}a\nb\nc\n${block}${block}`, two)).toMatch(/is ambiguous/);
  });

  it('takes the later of two places that are equally near, as git does, only where nothing else fits', () => {
    const hunk = changing('@@ -4,3 +4,3 @@', ' a', '-b', '+B', ' c');
    expect(apply('1\na\nb\nc\n5\na\nb\nc\n9\n', hunk)).toMatch(/is ambiguous/);
  });

  it('refuses hunks that match above the one before them', () => {
    const swapped = changing(...middle, '@@ -12,3 +12,3 @@', ' 1', '-2', '+two', ' 3');
    expect(apply(`0\n${numbers(1, 9)}`, swapped)).toMatch(
      /^refused, ask git: .* matches only above the hunk before it/,
    );
  });

  it('holds a hunk of line 1 to the beginning, and one without trailing context to the end', () => {
    const first = changing('@@ -1,2 +1,3 @@', '+new', ' 1', ' 2');
    expect(apply(`0\n${numbers(1, 3)}`, first)).toMatch(/does not match at the beginning/);
    const last = changing('@@ -8,2 +8,3 @@', ' 8', ' 9', '+10');
    expect(apply(numbers(5, 9), last)).toBe(numbers(5, 10));
    expect(apply(numbers(1, 11), last)).toMatch(/does not match at the end/);
    const both = changing('@@ -1,2 +1,2 @@', ' 1', '-2', '+two', '@@ -3,1 +3,2 @@', ' 3', '+4');
    expect(apply('1\n3\n', both)).toMatch(/beginning/);
    const overlapping = changing('@@ -1,2 +1,2 @@', '-1', '+one', ' 2', '@@ -2,1 +2,2 @@', ' 2', '+3');
    expect(apply('1\n2\n', overlapping)).toMatch(/does not match at the end/);
  });

  it('does not let git join lines where the newline that is missing in the patch is there in the file', () => {
    const marker = '\\ No newline at end of file';
    const hunk = changing('@@ -2,3 +2,3 @@', ' 2', '-3', '+three', ' 4', marker);
    expect(apply(numbers(1, 4), hunk)).toBe('refused: the hunk of line 4 does not match the file');
  });

  it('gives up a search that takes too long', () => {
    const lines = 120_000;
    const hunk = changing(
      '@@ -90000,2001 +90000,2001 @@',
      ...Array<string>(1000).fill(' a'),
      '-b',
      '+c',
      ...Array<string>(1000).fill(' a'),
    );
    expect(apply('a\n'.repeat(lines), hunk)).toMatch(/takes too long/);
  });
});
