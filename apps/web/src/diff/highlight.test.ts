import { common, createLowlight } from 'lowlight';
import { describe, expect, it } from 'vitest';
import type { DiffLine, Hunk } from './diff-line';
import { createHighlighter, tokensByLine } from './highlight';

const line = (kind: DiffLine['kind'], text: string): DiffLine => ({ kind, old_line: 1, new_line: 1, text });

describe('tokensByLine', () => {
  it('tells the tokens of every line, also of one that spans several', () => {
    const { children } = createLowlight(common).highlight('typescript', '/* a\nb */ const x = 1;\n');
    expect(tokensByLine(children)).toEqual([
      [{ start: 0, end: 4, name: 'comment' }],
      [
        { start: 0, end: 4, name: 'comment' },
        { start: 5, end: 10, name: 'keyword' },
        { start: 15, end: 16, name: 'number' },
      ],
      [],
    ]);
  });
});

describe('createHighlighter', () => {
  it('colors a line after it was asked for, deleted ones as part of the file before', async () => {
    const lines = [line('delete', '`open'), line('delete', '`'), line('add', 'return 1')];
    const hunk: Hunk = { header: '', old_start: 1, old_lines: 2, new_start: 1, new_lines: 1, lines };
    const highlighter = createHighlighter();
    const colored = new Promise<void>((resolve) => highlighter.subscribe(resolve));
    const [, , added] = lines;
    if (added === undefined) throw new Error('no line');
    expect(highlighter.tokensOf(hunk, added, 'typescript')).toEqual([]);
    await colored;
    expect(highlighter.tokensOf(hunk, added, 'typescript')).toEqual([
      { start: 0, end: 6, name: 'keyword' },
      { start: 7, end: 8, name: 'number' },
    ]);
  });

  it('leaves a language that it does not know plain', async () => {
    const added = line('add', 'x');
    const hunk: Hunk = { header: '', old_start: 0, old_lines: 0, new_start: 1, new_lines: 1, lines: [added] };
    const highlighter = createHighlighter();
    const done = new Promise<void>((resolve) => highlighter.subscribe(resolve));
    highlighter.tokensOf(hunk, added, 'klingon');
    await done;
    expect(highlighter.tokensOf(hunk, added, 'klingon')).toEqual([]);
  });
});
