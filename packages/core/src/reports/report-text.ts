import { badReport } from './bad-report.js';

/** The longest report that is read, in bytes of UTF-8. */
export const MAX_REPORT_BYTES = 64 * 1024 * 1024;

const ESCAPE = String.fromCharCode(0x1b);
/** Colors and cursor movements of terminals (ECMA-48 control sequences). */
const terminalCodes = new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, 'g');
/** What neither a terminal, nor a prompt, nor a PostgreSQL text should get: control characters and halves of pairs. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Surrogate}]/gu;

/** Makes text of a report fit to be kept and shown; paths below `root` become relative to it. */
export function cleanText(text: string, root?: string): string {
  const plain = text.replaceAll('\r\n', '\n').replace(terminalCodes, '').replace(unprintable, '\uFFFD');
  if (root === undefined || root === '') return plain;
  const folder = root.endsWith('/') ? root : `${root}/`;
  return plain.replaceAll(`file://${folder}`, '').replaceAll(folder, '');
}

/** How many UTF-16 units of a text fit into so many bytes of UTF-8, never splitting a character. */
const fittingLength = (text: string, bytes: number): number =>
  new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, bytes))).read;

const CUT_MARK = '\n[… cut]';
const CUT_MARK_BYTES = 10;

/** Cuts a text to so many bytes of UTF-8; a text that was cut ends with a mark that says so. */
export function cutText(text: string, maxBytes: number): string {
  // No unit of UTF-16 has more than three bytes: nearly every text is known to fit without being encoded.
  if (text.length * 3 <= maxBytes || fittingLength(text, maxBytes) === text.length) return text;
  const marked = text.slice(0, fittingLength(text, maxBytes - CUT_MARK_BYTES)) + CUT_MARK;
  return marked.slice(0, fittingLength(marked, maxBytes));
}

/** How many bytes of UTF-8 a text has. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // A half of a surrogate pair is two of the pair's four bytes.
    if (unit >= 0x80) bytes += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** Refuses a text that is longer than {@link MAX_REPORT_BYTES}. */
export function refuseOversize(text: string): void {
  // Nor has a text fewer bytes than units: most need no counting.
  if (text.length * 3 <= MAX_REPORT_BYTES) return;
  if (text.length <= MAX_REPORT_BYTES && utf8Length(text) <= MAX_REPORT_BYTES) return;
  throw badReport('the report is larger than 64 MiB', {
    hint: 'leave captured output out of the report, or split the gate',
  });
}

/** Refuses a text of nothing but white space. */
export function refuseEmpty(text: string): void {
  if (/\S/.test(text)) return;
  throw badReport('the report is empty', {
    where: '1:1',
    hint: 'see in the log of the gate why the test runner ended before it wrote its report',
  });
}
