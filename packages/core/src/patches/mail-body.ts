import { byteString } from './bytes.js';
import { hunkHead } from './hunks.js';
import {
  followingStartsWith,
  hasLine,
  type LineCursor,
  lineStartsWith,
  lineText,
  nextLine,
  openLines,
} from './lines.js';
import { MAX_HEADER_BYTES } from './mail-header.js';
import { isSignature } from './signature.js';

/** A mail's body taken apart; header values and message are one character a byte. */
export interface MailBody {
  /** In-body `From`, `Date` and `Subject` lines, by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly message: string;
  readonly diff: Uint8Array;
  /** The number of the line on which the diff begins. */
  readonly diffLine: number;
}

const IN_BODY_HEADER = /^(from|date|subject):\s*(.*)$/is;
/** How git format-patch begins a mail; mail programs put a `>` before it when it comes to stand in a body. */
const QUOTED_SEPARATOR = /^>From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001$/;

/**
 * Takes a body apart: in-body headers, message, diffstat (dropped), diff, signature (dropped). The message ends at
 * the `---` that stands directly above diffstat and diff, where git format-patch puts it; in a mail without
 * that, at the first line that `git am` would take for its end.
 */
export function readBody(bytes: Uint8Array, firstLine: number): MailBody {
  const cursor = openLines(bytes, 0, firstLine);
  const headers = readInBodyHeaders(cursor);
  const start = cursor.at;
  const end = findMessageEnd(cursor);
  const { at, line } = cursor;
  return {
    headers,
    message: byteString(bytes.subarray(start, end)),
    diff: bytes.subarray(at, findDiffEnd(cursor)),
    diffLine: line,
  };
}

/** Moves to the first line of the diff, or behind the last line, and answers where the message ends. */
function findMessageEnd(cursor: LineCursor): number {
  let firstBreak: number | undefined;
  let separator: number | undefined;
  let signature: number | undefined;
  for (; hasLine(cursor) && !startsDiff(cursor); nextLine(cursor)) {
    const isBreak = lineStartsWith(cursor, '---') && /^---(?: \S|\s*$)/.test(lineText(cursor));
    if (isBreak) firstBreak ??= cursor.at;
    if (isBreak) separator = cursor.at;
    else if (cursor.end > cursor.at && !lineStartsWith(cursor, ' ')) separator = undefined;
    if (isSignature(cursor)) signature = cursor.at;
  }
  if (lineStartsWith(cursor, 'diff --git ') && separator !== undefined) return separator;
  // A mail without any diff has its signature in what looks like the message.
  return firstBreak ?? (hasLine(cursor) ? cursor.at : (signature ?? cursor.at));
}

function readInBodyHeaders(cursor: LineCursor): Map<string, string> {
  const headers = new Map<string, string>();
  let open = '';
  for (; hasLine(cursor); nextLine(cursor)) {
    const text = lineText(cursor).slice(0, MAX_HEADER_BYTES).trimEnd();
    const value = headers.get(open);
    const [, field, fieldValue = ''] = IN_BODY_HEADER.exec(text) ?? [];
    const name = field?.toLowerCase();
    if (text === '') {
      if (headers.size > 0) break;
    } else if (value !== undefined && /^[ \t]/.test(text)) {
      headers.set(open, `${value} ${text.slice(1)}`.slice(0, MAX_HEADER_BYTES));
    } else if (name !== undefined && !headers.has(name)) {
      open = name;
      headers.set(name, fieldValue);
    } else if (/^\[PATCH\]\s/.test(text)) {
      headers.set('subject', text);
    } else if (!QUOTED_SEPARATOR.test(text)) {
      break;
    }
  }
  return headers;
}

function startsDiff(cursor: LineCursor): boolean {
  if (lineStartsWith(cursor, '--- ')) return followingStartsWith(cursor, '+++ ');
  return ['diff -', 'Index: ', '@@ -', 'Binary files '].some((start) => lineStartsWith(cursor, start));
}

/** Where the diff ends: at the signature, which only the counts of the hunks tell from a deleted line `- `. */
function findDiffEnd(cursor: LineCursor): number {
  while (hasLine(cursor) && !isSignature(cursor)) {
    const counts = lineStartsWith(cursor, '@@ -') ? hunkHead(cursor) : undefined;
    nextLine(cursor);
    if (counts) skipHunkLines(cursor, counts.oldCount, counts.newCount);
  }
  return cursor.at;
}

function skipHunkLines(cursor: LineCursor, oldCount: number, newCount: number): void {
  let oldLeft = oldCount;
  let newLeft = newCount;
  for (; hasLine(cursor) && (oldLeft > 0 || newLeft > 0); nextLine(cursor)) {
    if (lineStartsWith(cursor, '\\')) continue;
    if (!lineStartsWith(cursor, '+')) oldLeft -= 1;
    if (!lineStartsWith(cursor, '-')) newLeft -= 1;
  }
}
