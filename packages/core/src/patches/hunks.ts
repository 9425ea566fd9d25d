import { badLine, badPatch, headerText } from './bad-patch.js';
import { LF, MINUS, PLUS, SPACE } from './bytes.js';
import { hasLine, isComplete, type LineCursor, lineStartsWith, nextLine } from './lines.js';
import type { Hunk, HunkLine } from './patch.js';

const HUNK_HEADER = /^@@ -(\d{1,10})(?:,(\d{1,10}))? \+(\d{1,10})(?:,(\d{1,10}))? @@/;
/** `\ No newline at end of file` in any language; git, too, takes only lines of this length for it. */
const MARKER_BYTES = 12;
const REMAKE = 'Make the patch again with git diff; a hunk edited by hand must keep its counts right.';

/** The hunks of one file with their sums. */
export interface HunkList {
  readonly hunks: readonly Hunk[];
  readonly insertions: number;
  readonly deletions: number;
}

type Op = HunkLine['op'];
/** What the `@@` line of a hunk says. */
export type HunkHead = Pick<Hunk, 'line' | 'oldStart' | 'oldCount' | 'newStart' | 'newCount'>;
/** The sides of the file that have ended without a line feed; nothing may follow on such a side. */
type EndedSides = { old: boolean; new: boolean };

/** Reads hunks as long as there are any; `offset` is where the file's part of the patch begins. */
export function readHunks(cursor: LineCursor, offset: number): HunkList {
  const hunks: Hunk[] = [];
  const ended: EndedSides = { old: false, new: false };
  let insertions = 0;
  let deletions = 0;
  while (lineStartsWith(cursor, '@@')) {
    const head = hunkHead(cursor);
    nextLine(cursor);
    const start = cursor.at - offset;
    const seen = readBody(cursor, head, ended);
    hunks.push({ ...head, start, end: cursor.at - offset });
    insertions += seen['+'];
    deletions += seen['-'];
  }
  return { hunks, insertions, deletions };
}

/** What the `@@` line says that the cursor is on; throws `bad_patch` where it says nothing sensible. */
export function hunkHead(cursor: LineCursor): HunkHead {
  const match = HUNK_HEADER.exec(headerText(cursor));
  if (!match) throw badLine(cursor, 'this is not a hunk header', 'It reads @@ -line,count +line,count @@.');
  const [, oldStart, oldCount = '1', newStart, newCount = '1'] = match;
  const head = {
    line: cursor.line,
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
  };
  if (head.oldCount > 0 && head.oldStart === 0) throw badLine(cursor, 'lines count from 1', REMAKE);
  return head;
}

function readBody(cursor: LineCursor, head: HunkHead, ended: EndedSides): Record<Op, number> {
  const seen = { ' ': 0, '+': 0, '-': 0 };
  const oldLeft = () => head.oldCount - seen[' '] - seen['-'];
  const newLeft = () => head.newCount - seen[' '] - seen['+'];
  while (oldLeft() > 0 || newLeft() > 0) {
    const op = readOp(cursor);
    if (op !== undefined) seen[op] += 1;
    if (op === undefined || oldLeft() < 0 || newLeft() < 0) throw wrongCounts(cursor, head);
    finishLine(cursor, op, ended);
  }
  if (seen['+'] + seen['-'] === 0) throw badPatch(head.line, 'a hunk changes nothing', REMAKE);
  if (seen[' '] === 0 && head.oldStart > Math.min(head.oldCount, 1)) {
    // git apply puts such a hunk at the end of the file, whatever line it names.
    throw badPatch(head.line, 'a hunk has no context', 'Make the patch with git diff -U3.');
  }
  return seen;
}

function readOp(cursor: LineCursor): Op | undefined {
  if (!hasLine(cursor)) return undefined;
  const first = cursor.bytes[cursor.at];
  // GNU diff writes an empty context line as a bare line feed.
  if (first === SPACE || first === LF) return ' ';
  if (first === PLUS) return '+';
  return first === MINUS ? '-' : undefined;
}

function finishLine(cursor: LineCursor, op: Op, ended: EndedSides): void {
  if ((ended.old && op !== '+') || (ended.new && op !== '-')) {
    throw badLine(cursor, 'a line follows the line without newline at the end of its file', REMAKE);
  }
  if (!isComplete(cursor)) {
    throw badLine(cursor, 'the last line of the patch is cut off', 'End the patch with a line feed.');
  }
  const isEmpty = cursor.end - cursor.at <= 1;
  nextLine(cursor);
  if (!isMarker(cursor)) return;
  if (isEmpty) throw badLine(cursor, 'an empty line cannot lack its newline', REMAKE);
  ended.old ||= op !== '+';
  ended.new ||= op !== '-';
  nextLine(cursor);
}

function isMarker(cursor: LineCursor): boolean {
  return lineStartsWith(cursor, '\\ ') && cursor.end - cursor.at >= MARKER_BYTES - 1;
}

function wrongCounts(cursor: LineCursor, head: HunkHead) {
  const said = `the hunk of line ${head.line} says ${head.oldCount} old and ${head.newCount} new lines`;
  if (!hasLine(cursor)) return badPatch(cursor.line, `${said}, and the patch ends within it`, REMAKE);
  return badLine(cursor, `${said}, which its lines do not match`, REMAKE);
}
