import { UetError } from '@uet/core';

/** A page of a long list, and where the next one begins. */
export interface Page<T> {
  readonly items: T[];
  readonly next_cursor: string | null;
}

/** The shapes of what a cursor holds: a value from outside never reaches the database unseen. */
export const cursorPart = {
  id: /^[0-9A-Z]{26}$/,
  number: /^-?\d{1,30}(\.\d{1,30})?$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
} as const;

/** A cursor: the list that it belongs to and the sort key of the last item, as one opaque word. */
export const writeCursor = (list: string, parts: readonly string[]): string =>
  Buffer.from(JSON.stringify([list, ...parts])).toString('base64url');

/** What {@link writeCursor} wrote for this very list; `bad_argument` for anything else. */
export function readCursor(cursor: string | null, list: string, shapes: readonly RegExp[]): string[] | null {
  if (cursor === null) return null;
  const [name, ...parts] = partsOf(cursor);
  const isOurs = name === list && parts.length === shapes.length;
  if (isOurs && shapes.every((shape, index) => shape.test(parts[index] ?? ''))) return parts;
  throw new UetError('bad_argument', 'the cursor is not one of this list, or of another order of it', {
    where: 'cursor',
    hint: 'Send next_cursor as it was answered to the same request, or begin again without a cursor.',
  });
}

function partsOf(cursor: string): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}

/** Makes a page of the rows that were found, one more than asked for where there is a next page. */
export function pageFrom<R, T>(
  rows: readonly R[],
  limit: number,
  { cursorAfter, item }: { readonly cursorAfter: (last: R) => string; readonly item: (row: R) => T },
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items: shown.map(item), next_cursor: isMore ? cursorAfter(last) : null };
}
