import type { PatchComment } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { byAnchor, openByFile, placeWords } from './comments';

const id = '01K0000000000000000000000A';

const aComment = (change: Partial<PatchComment>): PatchComment => ({
  id,
  run_id: id,
  task_id: id,
  patch_id: id,
  version: 0,
  path: null,
  side: null,
  line: null,
  body: 'why',
  author: 'person:ada',
  created_at: '2026-01-01T00:00:00.000Z',
  resolved_at: null,
  resolved_by: null,
  told_attempt_id: null,
  ...change,
});

const comments = [
  aComment({ body: 'patch' }),
  aComment({ path: 'a.ts', body: 'file' }),
  aComment({ path: 'a.ts', side: 'new', line: 3, body: 'line' }),
  aComment({ path: 'a.ts', side: 'new', line: 3, body: 'again', resolved_at: '2026-01-02T00:00:00.000Z' }),
  aComment({ path: 'a.ts', side: 'old', line: 3, body: 'before' }),
];

describe('byAnchor', () => {
  it('gathers comments at their places, and leaves those on the patch out', () => {
    const places = [...byAnchor(comments)].map(([key, at]) => [key, at.map(({ body }) => body)]);
    expect(places).toEqual([
      ['a.ts', ['file']],
      ['a.ts\nL3', ['line', 'again']],
      ['a.ts\nO3', ['before']],
    ]);
  });
});

describe('openByFile', () => {
  it('counts what is not settled', () => {
    expect([...openByFile(comments)]).toEqual([['a.ts', 3]]);
  });
});

describe('placeWords', () => {
  it('names a file, a line, and a line before the change', () => {
    expect(placeWords({ path: 'a', side: null, line: null })).toBe('a');
    expect(placeWords({ path: 'a', side: 'new', line: 2 })).toBe('a:2');
    expect(placeWords({ path: 'a', side: 'old', line: 2 })).toBe('a:2 (before)');
  });
});
