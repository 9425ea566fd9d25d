import { UetError } from '../errors/index.js';
import { stringBytes } from './bytes.js';
import { type LineCursor, lineText } from './lines.js';

const SHOWN_CHARACTERS = 100;
/** Two quoted paths of 4,096 bytes fit; patterns over far longer lines would exhaust the stack. */
const MAX_HEADER_BYTES = 65_536;

/** The `bad_patch` error of a line: what is wrong, the text itself (one character a byte), what to do. */
export function badPatch(line: number, message: string, hint: string, text?: string): UetError {
  const shown = text === undefined ? '' : `: ${quoteText(text)}`;
  return new UetError('bad_patch', `${message}${shown}`, { where: `line ${line}`, hint });
}

/** The same for the line that the cursor is on, showing that line. */
export function badLine(cursor: LineCursor, message: string, hint: string): UetError {
  return badPatch(cursor.line, message, hint, shownLine(cursor));
}

/** The current line as one character a byte, of a length that a header line may have. */
export function headerText(cursor: LineCursor): string {
  if (cursor.end - cursor.at > MAX_HEADER_BYTES) {
    throw badLine(cursor, 'a header line is longer than 64 KiB', 'Make the patch again with git diff.');
  }
  return lineText(cursor);
}

function shownLine(cursor: LineCursor): string {
  const end = Math.min(cursor.end, cursor.at + SHOWN_CHARACTERS + 1);
  return lineText({ ...cursor, end });
}

function quoteText(text: string): string {
  const decoded = new TextDecoder().decode(stringBytes(text.slice(0, SHOWN_CHARACTERS)));
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${decoded}…` : decoded);
}
