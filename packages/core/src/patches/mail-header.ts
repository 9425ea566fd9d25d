import { badPatch } from './bad-patch.js';
import { stringBytes } from './bytes.js';
import { hasLine, type LineCursor, lineStartsWith, lineText, nextLine } from './lines.js';
import { decodeBase64, decodeCharset, decodeQuotedPrintable, guessText } from './mail-text.js';

/** The header lines of a mail by their names in lower case, unfolded, one character a byte; the last of a name counts. */
export type MailHeaders = ReadonlyMap<string, string>;

/** A header field: its name and its value. */
export const HEADER_FIELD = /^([!-9;-~]+):\s*(.*)$/s;
/** More than any real header has; what is longer is cut, because the patterns below are not made for megabytes. */
export const MAX_HEADER_BYTES = 65_536;
const ENCODED_WORD = /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi;

/** Reads header lines up to the empty line and moves behind that. */
export function readHeaders(cursor: LineCursor): MailHeaders {
  const headers = new Map<string, string>();
  let name = '';
  let open = '';
  while (hasLine(cursor)) {
    // White space at the end stays: git format-patch folds a subject behind the first of two spaces.
    const text = lineText(cursor).slice(0, MAX_HEADER_BYTES);
    const isFolded = lineStartsWith(cursor, ' ') || lineStartsWith(cursor, '\t');
    nextLine(cursor);
    if (text.trim() === '') break;
    const [, field, value] = (isFolded ? null : HEADER_FIELD.exec(text)) ?? [];
    if (field !== undefined && value !== undefined) {
      name = field.toLowerCase();
      open = value;
    } else if (isFolded) {
      open = `${open} ${text.slice(1)}`.slice(0, MAX_HEADER_BYTES);
    }
    headers.set(name, open);
  }
  return headers;
}

/** A header value as text: RFC 2047 words decoded, the rest taken as UTF-8 or else ISO 8859-1. */
export function decodeHeader(value: string, line: number): string {
  // White space between two encoded words belongs to neither.
  const joined = value.replace(/(\?=)\s+(?==\?[^?]+\?[bq]\?)/gi, '$1');
  const plain = (text: string) => guessText(stringBytes(text));
  let decoded = '';
  let at = 0;
  for (const match of joined.matchAll(ENCODED_WORD)) {
    const [word, charset = '', encoding, text = ''] = match;
    decoded += plain(joined.slice(at, match.index)) + decodeWord(charset, encoding, text, line);
    at = match.index + word.length;
  }
  return decoded + plain(joined.slice(at));
}

function decodeWord(charset: string, encoding: string | undefined, text: string, line: number): string {
  const bytes = stringBytes(text);
  const raw = encoding?.toLowerCase() === 'b' ? decodeBase64(bytes) : decodeQuotedPrintable(bytes, 'header');
  // RFC 2231 allows a language behind the character set: =?utf-8*en?q?…?=
  const decoded = decodeCharset(raw, charset.replace(/\*.*$/, ''));
  if (decoded === undefined) {
    throw badPatch(
      line,
      'a mail header is in an unknown character set, or does not fit it',
      'Send the mail as UTF-8.',
      charset,
    );
  }
  return decoded;
}
