import type { RunLine } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { linesOf, mergeFirstPage, patchLines, type RunPages } from './run-pages';

const line = (id: string, state = 'running'): RunLine => ({ id, state }) as RunLine;
const page = (ids: string, nextCursor: string | null = 'next') => ({
  items: [...ids].map((id) => line(id)),
  next_cursor: nextCursor,
});
const pages = (...all: string[]): RunPages => ({
  pages: all.map((ids) => page(ids)),
  pageParams: all.map(() => null),
});
const ids = (some: RunPages | null): string =>
  linesOf(some ?? undefined)
    .map(({ id }) => id)
    .join('');

describe('linesOf', () => {
  it('shows a run once that moved between two pages', () => {
    expect(ids(pages('edc', 'cba'))).toBe('edcba');
  });
});

describe('patchLines', () => {
  it('changes lines in place', () => {
    const patched = patchLines(pages('dc', 'ba'), [line('b', 'failed')]);
    expect(ids(patched)).toBe('dcba');
    expect(patched.pages[1]?.items[0]?.state).toBe('failed');
  });

  it('leaves the pages alone where nothing is newer', () => {
    const before = pages('dc');
    expect(patchLines(before, [line('z')])).toBe(before);
  });
});

describe('mergeFirstPage', () => {
  it('puts new runs where they belong and moves no other', () => {
    expect(ids(mergeFirstPage(pages('dc', 'ba'), page('fed')))).toBe('fedcba');
    expect(ids(mergeFirstPage(pages('dc', 'ba'), page('dxc')))).toBe('dxcba');
  });

  it('gives up where there may be a gap', () => {
    expect(mergeFirstPage(pages('dc'), page('zyx'))).toBeNull();
  });

  it('fills an empty list only by loading it anew', () => {
    expect(mergeFirstPage(pages(''), page('a', null))).toBeNull();
    expect(ids(mergeFirstPage(pages('a'), page('cb', null)))).toBe('cba');
  });
});
