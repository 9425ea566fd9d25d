import { isBlank, LF } from './bytes.js';
import { hasLine, type LineCursor, lineStartsWith, lineText, nextLine, openLines } from './lines.js';
import { HEADER_FIELD, readHeaders } from './mail-header.js';

/** No header line that matters here is longer. */
const MAX_LINE_BYTES = 10_000;
const CR = 13;

/** One mail of a mailbox. */
export interface RawMail {
  readonly bytes: Uint8Array;
  /** The number of its first line in the mailbox. */
  readonly line: number;
}

/** True for an mbox and for a single mail; false for a bare diff. */
export function looksLikeMailbox(bytes: Uint8Array): boolean {
  const cursor = openLines(bytes);
  skipBlankLines(cursor);
  if (isSeparator(cursor)) return true;
  if (!isHeaderLine(cursor)) return false;
  const headers = readHeaders(cursor);
  return headers.has('from') && (headers.has('subject') || headers.has('date'));
}

/** The mails of a mailbox in their order; a file without separator lines is one mail. */
export function splitMails(bytes: Uint8Array): RawMail[] {
  const starts: { at: number; line: number }[] = [];
  let isBehindBlank = true;
  for (const cursor = openLines(bytes); hasLine(cursor); nextLine(cursor)) {
    if (isBehindBlank && isSeparator(cursor)) starts.push({ at: cursor.at, line: cursor.line });
    isBehindBlank = isBlankLine(cursor);
  }
  if (starts.length === 0) return [{ bytes, line: 1 }];
  return starts.map(({ at, line }, i) => ({ bytes: bytes.subarray(at, starts[i + 1]?.at), line }));
}

/** A cursor on the first header line of a mail. */
export function openMail(mail: RawMail): LineCursor {
  const cursor = openLines(dropCarriageReturns(mail.bytes), 0, mail.line);
  skipBlankLines(cursor);
  if (isSeparator(cursor)) nextLine(cursor);
  return cursor;
}

/** Undoes what a mail program does to a whole mail; where the first line ends in a line feed alone, CRLF is content. */
function dropCarriageReturns(bytes: Uint8Array): Uint8Array {
  const first = openLines(bytes);
  skipBlankLines(first);
  if (bytes[first.end - 1] !== CR) return bytes;
  return bytes.filter((byte, i) => byte !== CR || bytes[i + 1] !== LF);
}

/** `From <hash or address> <date>`; a header must follow, lest prose that begins alike should split a mail. */
function isSeparator(cursor: LineCursor): boolean {
  if (!lineStartsWith(cursor, 'From ') || cursor.end - cursor.at > MAX_LINE_BYTES) return false;
  if (!/^From \S+ .*\d{1,2}:\d\d(?::\d\d)? .*\d{4}/.test(lineText(cursor))) return false;
  const following = { ...cursor };
  nextLine(following);
  return isHeaderLine(following);
}

function isHeaderLine(cursor: LineCursor): boolean {
  return cursor.end - cursor.at <= MAX_LINE_BYTES && HEADER_FIELD.test(lineText(cursor));
}

function skipBlankLines(cursor: LineCursor): void {
  while (hasLine(cursor) && isBlankLine(cursor)) nextLine(cursor);
}

function isBlankLine(cursor: LineCursor): boolean {
  return isBlank(cursor.bytes.subarray(cursor.at, cursor.end));
}
