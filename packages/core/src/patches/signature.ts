import { type LineCursor, lineStartsWith } from './lines.js';

/** True where the line is the `-- ` (or, trimmed by a mail program, `--`) that begins a mail's signature. */
export function isSignature(cursor: LineCursor): boolean {
  const length = cursor.end - cursor.at;
  return lineStartsWith(cursor, '--') && (length === 2 || (length === 3 && lineStartsWith(cursor, '-- ')));
}
