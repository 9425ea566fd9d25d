import type { InfiniteData } from '@tanstack/react-query';
import type { RunLine } from '@uet/schemas/api';

/** A page of the list. */
export interface RunPageOfList {
  readonly items: RunLine[];
  readonly next_cursor: string | null;
}

/** The pages of the list that were loaded so far. */
export type RunPages = InfiniteData<RunPageOfList, string | null>;

/** The lines of all pages, each run once: one that moved in the order while pages were loaded is in two of them. */
export function linesOf(pages: RunPages | undefined): RunLine[] {
  const lines = new Map<string, RunLine>();
  for (const { items } of pages?.pages ?? []) {
    for (const line of items) if (!lines.has(line.id)) lines.set(line.id, line);
  }
  return [...lines.values()];
}

/** Writes newer lines over those that are loaded; where none is newer, the pages stay the very same object. */
export function patchLines(pages: RunPages, newer: readonly RunLine[]): RunPages {
  const byId = new Map(newer.map((line) => [line.id, line]));
  let changed = false;
  const patched = pages.pages.map((page) => {
    if (!page.items.some(({ id }) => byId.has(id))) return page;
    changed = true;
    return { ...page, items: page.items.map((line) => byId.get(line.id) ?? line) };
  });
  return changed ? { ...pages, pages: patched } : pages;
}

/**
 * Puts what is new on a freshly loaded first page into the pages that are loaded: behind the line that it follows
 * there, so that nothing else changes its place. Null where nothing on it is known, and something in between may be missing.
 */
export function mergeFirstPage(pages: RunPages, fresh: RunPageOfList): RunPages | null {
  const patched = patchLines(pages, fresh.items);
  const known = new Set(linesOf(pages).map(({ id }) => id));
  const strangers = fresh.items.filter(({ id }) => !known.has(id));
  if (strangers.length === 0) return patched;
  if (known.size === 0 || (strangers.length === fresh.items.length && fresh.next_cursor !== null))
    return null;
  const after = new Map<string | null, RunLine[]>();
  let last: string | null = null;
  for (const line of fresh.items) {
    if (known.has(line.id)) last = line.id;
    else after.set(last, [...(after.get(last) ?? []), line]);
  }
  const merged = patched.pages.map((page, index) => ({
    ...page,
    items: [
      ...(index === 0 ? (after.get(null) ?? []) : []),
      ...page.items.flatMap((line) => [line, ...(after.get(line.id) ?? [])]),
    ],
  }));
  return { ...patched, pages: merged };
}
