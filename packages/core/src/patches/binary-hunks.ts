import { badLine, badPatch, headerText } from './bad-patch.js';
import { hasLine, type LineCursor, lineStartsWith, nextLine } from './lines.js';

const REMAKE = 'Make the patch again with git diff --binary.';
const BASE85 = /^[A-Za-z][0-9A-Za-z!#$%&()*+\-;<=>?@^_`{|}~]+$/;

/** Checks a `GIT binary patch`, its forward hunk and the reverse one if there is one, and moves behind it. */
export function skipBinaryHunks(cursor: LineCursor, maxBytes: number): void {
  nextLine(cursor);
  skipBinaryHunk(cursor, maxBytes);
  const hasReverse = lineStartsWith(cursor, 'literal ') || lineStartsWith(cursor, 'delta ');
  if (hasReverse) skipBinaryHunk(cursor, maxBytes);
}

function skipBinaryHunk(cursor: LineCursor, maxBytes: number): void {
  const match = /^(?:literal|delta) (\d{1,15})$/.exec(headerText(cursor));
  if (!match) throw badLine(cursor, 'a binary hunk begins with "literal" or "delta" and a size', REMAKE);
  if (Number(match[1]) > maxBytes) {
    throw badLine(
      cursor,
      `a binary hunk unpacks to more than ${maxBytes} bytes`,
      'Split the change, or raise the limit.',
    );
  }
  nextLine(cursor);
  const first = cursor.line;
  while (hasLine(cursor) && cursor.end > cursor.at) {
    if (!isBase85Line(headerText(cursor)))
      throw badLine(cursor, 'this is not a line of a binary hunk', REMAKE);
    nextLine(cursor);
  }
  if (!hasLine(cursor)) throw badPatch(cursor.line, 'the patch ends within a binary hunk', REMAKE);
  if (cursor.line === first) throw badLine(cursor, 'a binary hunk has no content', REMAKE);
  nextLine(cursor);
}

/** The first letter says how many bytes (A–Z 1–26, a–z 27–52) the groups of five characters behind it hold. */
function isBase85Line(text: string): boolean {
  if (!BASE85.test(text)) return false;
  const code = text.charCodeAt(0);
  const bytes = code <= 90 ? code - 64 : code - 70;
  return text.length - 1 === Math.ceil(bytes / 4) * 5;
}
