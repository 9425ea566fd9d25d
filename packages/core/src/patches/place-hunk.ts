import { LF } from './bytes.js';
import type { HunkImages } from './hunk-images.js';
import type { Hunk } from './patch.js';

/** Bytes that may be compared while hunks of one file are searched for: a fraction of a second. */
const SEARCH_BUDGET_BYTES = 50_000_000;

/** Lines of the file that a hunk has taken; lines count from 0, `shift` is new minus old lines up to here. */
interface TakenLines {
  readonly from: number;
  readonly to: number;
  readonly shift: number;
  /** How many lines below its stated place the hunk went. */
  readonly drift: number;
}

/** A file that hunks are being placed in. */
export interface OpenFile {
  readonly bytes: Uint8Array;
  /** Where each line begins, and the end of the last one. */
  readonly lineStarts: Uint32Array;
  readonly taken: TakenLines[];
  budgetBytes: number;
}

/** Where a hunk goes, as a byte offset, or why it goes nowhere. */
export type HunkPlace =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly reason: string };

/** A place where the old side of a hunk matches. */
interface Match {
  /** Line of the file as it was. */
  readonly line: number;
  /** The same line, counted in the file as the hunks so far have made it. */
  readonly newLine: number;
  /** Offset of the line in bytes. */
  readonly at: number;
}

/** Prepares a file for {@link placeHunk}. */
export function openFile(bytes: Uint8Array): OpenFile {
  let lines = bytes.length > 0 && bytes[bytes.length - 1] !== LF ? 1 : 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines += 1;
  const lineStarts = new Uint32Array(lines + 1);
  for (let line = 1; line < lines; line += 1) lineStarts[line] = bytes.indexOf(LF, lineStarts[line - 1]) + 1;
  lineStarts[lines] = bytes.length;
  return { bytes, lineStarts, taken: [], budgetBytes: SEARCH_BUDGET_BYTES };
}

/**
 * Finds the place of a hunk by the rules of `git apply`, and marks its lines as taken:
 * a hunk of line 1 must match at the beginning and one without trailing context at the end; any other
 * must match, in full, lines that no earlier hunk has taken. git takes the match that is nearest to the stated
 * line of the new file, the later one of two that are equally near. Here that match is taken only if it is
 * the sole one, or is exactly where the hunk before it leads to expect it; else the place is ambiguous.
 */
export function placeHunk(file: OpenFile, hunk: Hunk, images: HunkImages): HunkPlace {
  const mustBegin = hunk.oldStart <= 1;
  const mustEnd = !images.hasTrailingContext;
  if (mustBegin || mustEnd) return placeAnchored(file, hunk, images, mustBegin, mustEnd);
  const { to, shift, drift } = lastTaken(file);
  const expected = hunk.newStart - 1 + drift;
  const line = expected - shift;
  const at = drift === 0 && line >= to ? matchAt(file, line, hunk, images) : undefined;
  if (at !== undefined) return take(file, hunk, line, at);
  const { count, best } = findAll(file, hunk, images);
  if (file.budgetBytes < 0) return refuse('takes too long to be placed');
  if (best === undefined) return refuse('does not match the file');
  if (count > 1 && best.newLine !== expected) return refuse('is ambiguous, it matches in several places');
  return best.line >= to
    ? take(file, hunk, best.line, best.at)
    : refuse('matches only above the hunk before it');
}

function placeAnchored(
  file: OpenFile,
  hunk: Hunk,
  images: HunkImages,
  mustBegin: boolean,
  mustEnd: boolean,
): HunkPlace {
  const lines = file.lineStarts.length - 1;
  const line = mustBegin ? 0 : lines - hunk.oldCount;
  const isInside = line >= lastTaken(file).to && (!mustEnd || line + hunk.oldCount === lines);
  const at = isInside ? matchAt(file, line, hunk, images) : undefined;
  if (at !== undefined) return take(file, hunk, line, at);
  return refuse(`does not match at the ${mustBegin ? 'beginning' : 'end'} of the file`);
}

function refuse(reason: string): HunkPlace {
  return { ok: false, reason };
}

function lastTaken(file: OpenFile): TakenLines {
  return file.taken.at(-1) ?? { from: 0, to: 0, shift: 0, drift: 0 };
}

function take(file: OpenFile, hunk: Hunk, line: number, at: number): HunkPlace {
  const { shift } = lastTaken(file);
  const drift = line + shift - (hunk.newStart - 1);
  const taken = { from: line, to: line + hunk.oldCount, shift: shift + hunk.newCount - hunk.oldCount, drift };
  file.taken.push(taken);
  return { ok: true, at };
}

/** All matches on lines that are not taken: how many, and the one that git would choose. */
function findAll(file: OpenFile, hunk: Hunk, images: HunkImages): { count: number; best: Match | undefined } {
  const stated = hunk.newStart - 1;
  file.budgetBytes -= file.taken.length;
  let best: Match | undefined;
  let count = 0;
  let from = 0;
  let shift = 0;
  const end: TakenLines = { from: file.lineStarts.length - 1, to: 0, shift: 0, drift: 0 };
  for (const taken of [...file.taken, end]) {
    for (let line = from; line + hunk.oldCount <= taken.from && file.budgetBytes >= 0; line += 1) {
      const at = matchAt(file, line, hunk, images);
      if (at === undefined) continue;
      count += 1;
      const newLine = line + shift;
      // They come from top to bottom, so of two that are equally near the later one wins.
      if (best && Math.abs(newLine - stated) > Math.abs(best.newLine - stated)) continue;
      best = { line, newLine, at };
    }
    from = taken.to;
    shift = taken.shift;
  }
  return { count, best };
}

/** The offset of `line` where the old side of the hunk is exactly the lines of the file from there on. */
function matchAt(file: OpenFile, line: number, hunk: Hunk, { before }: HunkImages): number | undefined {
  const start = file.lineStarts[line];
  const end = file.lineStarts[line + hunk.oldCount];
  file.budgetBytes -= 1;
  if (start === undefined || end === undefined || end - start !== before.length) return undefined;
  let length = 0;
  while (length < before.length && file.bytes[start + length] === before[length]) length += 1;
  file.budgetBytes -= length;
  return length === before.length ? start : undefined;
}
