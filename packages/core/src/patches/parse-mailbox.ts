import { badPatch } from './bad-patch.js';
import { stringBytes } from './bytes.js';
import { readBody } from './mail-body.js';
import { parseMailDate } from './mail-date.js';
import { cleanSubject, type MailAuthor, parseAuthor } from './mail-fields.js';
import { decodeHeader, readHeaders } from './mail-header.js';
import { decodeBase64, decodeCharset, decodeQuotedPrintable } from './mail-text.js';
import { looksLikeMailbox, openMail, type RawMail, splitMails } from './split-mails.js';

/** One mail of a mailbox; a bare diff has neither author nor date nor message. */
export interface MailPatch {
  readonly author: MailAuthor | undefined;
  /** git's raw form, `<seconds since 1970> <+zzzz>`. */
  readonly date: string | undefined;
  /** Subject, an empty line and body, with one line feed at the end. */
  readonly message: string | undefined;
  /** The diff without diffstat and signature; empty where the mail has none (a cover letter). */
  readonly diff: Uint8Array;
  /** The line of the file on which the diff begins, for `parsePatch`; of an encoded body, where the body begins. */
  readonly line: number;
}

/**
 * Reads a mailbox or a single mail the way `git am` does, or wraps a bare diff; throws `bad_patch` for a mail
 * that it cannot read. It keeps what `git am` drops: carriage returns of the diff (unless the whole mail came with
 * them), white space in the message, and brackets of the subject that mark no patch.
 */
export function parseMailbox(bytes: Uint8Array): MailPatch[] {
  if (looksLikeMailbox(bytes)) return splitMails(bytes).map(readMail);
  return [{ author: undefined, date: undefined, message: undefined, diff: bytes, line: 1 }];
}

function readMail(mail: RawMail): MailPatch {
  const cursor = openMail(mail);
  const headers = readHeaders(cursor);
  const { line } = cursor;
  const type = headers.get('content-type') ?? '';
  if (/^multipart\//i.test(type)) {
    throw badPatch(
      mail.line,
      'a mail has several parts',
      'Write it with git format-patch without --attach.',
      type,
    );
  }
  const encoding = headers.get('content-transfer-encoding') ?? '';
  const encoded = cursor.bytes.subarray(cursor.at);
  const decoded = decodeTransfer(encoded, encoding);
  const body = readBody(decoded, line);
  const rawField = (name: string) => body.headers.get(name) ?? headers.get(name) ?? '';
  const from = rawField('from');
  if (from === '')
    throw badPatch(mail.line, 'a mail has no From line', 'It has to read From: Name <address>.');
  const date = rawField('date');
  return {
    author: parseAuthor(from, mail.line),
    date: date === '' ? undefined : parseMailDate(date, mail.line),
    message: joinMessage(
      cleanSubject(decodeHeader(rawField('subject'), mail.line)),
      decodeMessage(body.message, type, line),
    ),
    diff: body.diff,
    line: decoded === encoded ? body.diffLine : line,
  };
}

function decodeTransfer(bytes: Uint8Array, encoding: string): Uint8Array {
  if (/base64/i.test(encoding)) return decodeBase64(bytes);
  return /quoted-printable/i.test(encoding) ? decodeQuotedPrintable(bytes, 'body') : bytes;
}

function decodeMessage(message: string, type: string, line: number): string {
  const [, quoted, bare] = /charset=(?:"([^"]*)"|([^;\s]*))/i.exec(type) ?? [];
  const charset = quoted ?? bare ?? '';
  const text = decodeCharset(stringBytes(message), charset);
  if (text !== undefined) return text;
  throw badPatch(
    line,
    'a mail is in an unknown character set, or does not fit it',
    'Send it as UTF-8.',
    charset,
  );
}

function joinMessage(subject: string, body: string): string {
  const paragraphs = [subject, body.replace(/^(?:[ \t]*\n)+/, '').trimEnd()].filter((text) => text !== '');
  return `${paragraphs.join('\n\n')}\n`;
}
