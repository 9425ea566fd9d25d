import { BACKSLASH, LF, MINUS, PLUS } from './bytes.js';
import { type HunkLine, hunkLines, type ParsedFile, type ParsedPatch } from './patch.js';

const opBytes = { '+': PLUS, '-': MINUS } as const;
/** Stands for the missing line feed, as in a patch; no line begins with it. */
const NO_NEWLINE = Uint8Array.of(LF, BACKSLASH, LF);

/**
 * The same bytes for patches that make the same change: paths, modes, deleted and inserted lines, by path.
 * Left out are context, line numbers and object ids; of a binary file the new id is kept, being its content.
 * Hash it to tell whether two attempts came to the same diff.
 */
export function canonicalDiff(parsed: ParsedPatch): Uint8Array {
  const encoder = new TextEncoder();
  const parts = parsed.files
    .map((file) => ({ file, title: title(file) }))
    .sort((one, other) => (one.title < other.title ? -1 : 1))
    .map((part) => ({ ...part, head: encoder.encode(part.title) }));
  // Each part is at most its title and what it is made from.
  const whole = new Uint8Array(
    parts.reduce((sum, { file, head }) => sum + head.length + file.bytes.length, 0),
  );
  let at = 0;
  for (const { file, head } of parts) {
    whole.set(head, at);
    at = writeChanges(file, whole, at + head.length);
  }
  return whole.slice(0, at);
}

/** A line of JSON, which keeps odd paths apart; the path comes first, for the order. */
function title({ kind, path, oldPath, newPath, oldMode, newMode, newId, isBinary }: ParsedFile): string {
  const fields = [path, kind, oldPath, newPath, oldMode, newMode, isBinary ? newId : ''];
  return `${JSON.stringify(fields.map((field) => field ?? ''))}\n`;
}

function writeChanges(file: ParsedFile, whole: Uint8Array, start: number): number {
  let at = start;
  for (const hunk of file.hunks) {
    for (const { op, text } of hunkLines(file, hunk)) {
      if (op !== ' ') at = writeLine(whole, at, op, text);
    }
  }
  return at;
}

function writeLine(
  whole: Uint8Array,
  at: number,
  op: Exclude<HunkLine['op'], ' '>,
  text: Uint8Array,
): number {
  whole[at] = opBytes[op];
  whole.set(text, at + 1);
  const end = at + 1 + text.length;
  if (text[text.length - 1] === LF) return end;
  whole.set(NO_NEWLINE, end);
  return end + NO_NEWLINE.length;
}
