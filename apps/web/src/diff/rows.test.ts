import type { FileDiff } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { notesOf, rowOf, rowsOf } from './rows';

const aFile = (change: Partial<FileDiff> = {}): FileDiff => ({
  path: 'src/a.ts',
  kind: 'modify',
  insertions: 1,
  deletions: 1,
  binary: false,
  old_path: null,
  old_mode: null,
  new_mode: null,
  language: 'typescript',
  too_large: false,
  hunks: [
    {
      header: 'function a()',
      old_start: 4,
      old_lines: 2,
      new_start: 4,
      new_lines: 2,
      lines: [
        { kind: 'context', old_line: 4, new_line: 4, text: 'start' },
        { kind: 'delete', old_line: 5, new_line: null, text: 'return a' },
        { kind: 'add', old_line: null, new_line: 5, text: 'return a + b' },
      ],
    },
  ],
  ...change,
});

const plain = { layout: 'unified', folded: new Set<string>(), threads: new Set<string>() } as const;
const kinds = (files: FileDiff[], options = {}): string[] =>
  rowsOf(files, { ...plain, ...options }).map(({ kind }) => kind);

describe('rowsOf', () => {
  it('shows files, hunks and lines, in one column or two', () => {
    expect(kinds([aFile()])).toEqual(['file', 'hunk', 'line', 'line', 'line']);
    expect(kinds([aFile()], { layout: 'split' })).toEqual(['file', 'hunk', 'pair', 'pair']);
  });

  it('hides what is folded', () => {
    expect(kinds([aFile()], { folded: new Set(['src/a.ts']) })).toEqual(['file']);
    expect(kinds([aFile()], { folded: new Set(['src/a.ts @0']) })).toEqual(['file', 'hunk']);
  });

  it('puts comments under their line, on either side, and those on the file under its head', () => {
    const threads = new Set(['src/a.ts', 'src/a.ts\nL5', 'src/a.ts\nO4', 'src/a.ts\nL99']);
    expect(kinds([aFile()], { threads })).toEqual([
      'file',
      'thread',
      'hunk',
      'line',
      'thread',
      'line',
      'line',
      'thread',
    ]);
    expect(kinds([aFile()], { threads, layout: 'split' })).toEqual([
      'file',
      'thread',
      'hunk',
      'pair',
      'thread',
      'pair',
      'thread',
    ]);
  });

  it('gives every row a key of its own', () => {
    const keys = rowsOf([aFile(), aFile({ path: 'b' })], plain).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('offers a large file instead of showing it', () => {
    expect(kinds([aFile({ too_large: true, hunks: [] })])).toEqual(['file', 'large']);
  });
});

describe('notesOf', () => {
  it('says what no line shows', () => {
    expect(notesOf(aFile({ kind: 'rename', old_path: 'a.ts', hunks: [] }))).toEqual(['Renamed from a.ts']);
    expect(notesOf(aFile({ kind: 'mode', old_mode: '100644', new_mode: '100755', hunks: [] }))).toEqual([
      'Mode changed from 100644 (regular file) to 100755 (executable file)',
    ]);
    expect(notesOf(aFile({ binary: true, hunks: [] }))).toEqual(['Binary file: its content is not shown']);
    expect(notesOf(aFile({ hunks: [] }))).toEqual(['No lines changed']);
    expect(notesOf(aFile())).toEqual([]);
  });
});

describe('rowOf', () => {
  it('finds a file and a line of it; the head of the file where the line is not shown', () => {
    const rows = rowsOf([aFile({ path: 'first' }), aFile()], plain);
    expect(rowOf(rows, { path: 'src/a.ts', side: null, line: null })).toBe(5);
    expect(rowOf(rows, { path: 'src/a.ts', side: 'new', line: 5 })).toBe(9);
    expect(rowOf(rows, { path: 'src/a.ts', side: 'old', line: 5 })).toBe(8);
    expect(rowOf(rows, { path: 'src/a.ts', side: 'new', line: 500 })).toBe(5);
    expect(rowOf(rows, { path: 'gone', side: null, line: null })).toBe(-1);
  });
});
