import { byteString, LF } from './bytes.js';

/** A place in a byte text, moved line by line; offsets are in bytes, `line` counts from 1. */
export interface LineCursor {
  readonly bytes: Uint8Array;
  /** Where the current line begins. */
  at: number;
  /** Where its line feed is, or the end of the bytes where it has none. */
  end: number;
  line: number;
}

/** A cursor on the line that begins at offset `at`, which counts as line number `line`. */
export function openLines(bytes: Uint8Array, at = 0, line = 1): LineCursor {
  return { bytes, at, end: lineEnd(bytes, at), line };
}

/** False behind the last line. */
export function hasLine(cursor: LineCursor): boolean {
  return cursor.at < cursor.bytes.length;
}

/** True where the current line is ended by a line feed. */
export function isComplete(cursor: LineCursor): boolean {
  return cursor.end < cursor.bytes.length;
}

/** Moves to the next line. */
export function nextLine(cursor: LineCursor): void {
  cursor.at = Math.min(cursor.end + 1, cursor.bytes.length);
  cursor.end = lineEnd(cursor.bytes, cursor.at);
  cursor.line += 1;
}

/** True where the current line begins with these ASCII characters. */
export function lineStartsWith(cursor: LineCursor, prefix: string): boolean {
  return startsWithAt(cursor.bytes, cursor.at, prefix);
}

/** True where the line after the current one begins with these ASCII characters. */
export function followingStartsWith(cursor: LineCursor, prefix: string): boolean {
  return startsWithAt(cursor.bytes, cursor.end + 1, prefix);
}

/** The current line without its line feed, one character a byte (ISO 8859-1). */
export function lineText(cursor: LineCursor): string {
  return byteString(cursor.bytes.subarray(cursor.at, cursor.end));
}

function startsWithAt(bytes: Uint8Array, at: number, prefix: string): boolean {
  for (let i = 0; i < prefix.length; i += 1) {
    if (bytes[at + i] !== prefix.charCodeAt(i)) return false;
  }
  return true;
}

function lineEnd(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(LF, at);
  return end === -1 ? bytes.length : end;
}
