import type { LogPiece } from '@uet/schemas/api';
import { type LogLine, splitLines, styleAfter } from './split-lines';

/** The part of a log that is in memory: some lines in a row. */
export interface LogWindow {
  /** Where it begins and ends, in bytes. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly LogLine[];
  /** The number of its first line, from 1; null where nobody counted the lines before it. */
  readonly firstNumber: number | null;
}

type Piece = Pick<LogPiece, 'text' | 'offset' | 'next_offset'>;

/** How much is kept at most. */
export interface WindowLimit {
  readonly bytes: number;
  readonly lines: number;
}

/** Nothing yet, from this place on. */
export const emptyWindow = (offset: number, firstNumber: number | null): LogWindow => ({
  start: offset,
  end: offset,
  lines: [],
  firstNumber: offset === 0 ? 1 : firstNumber,
});

/** The window with a piece after it; a line that was cut between the two is whole again. */
export function append(window: LogWindow, piece: Piece): LogWindow {
  if (piece.offset !== window.end || piece.text === '')
    return { ...window, end: Math.max(window.end, piece.next_offset) };
  const open = window.lines.at(-1);
  if (open !== undefined && !open.ended) {
    const lines = [...window.lines.slice(0, -1), ...splitLines(open.text + piece.text, open)];
    return { ...window, end: piece.next_offset, lines };
  }
  const style = open === undefined ? '' : styleAfter(open.style, open.text);
  const lines = [
    ...window.lines,
    ...splitLines(piece.text, { offset: piece.offset, style, continued: false }),
  ];
  return { ...window, end: piece.next_offset, lines };
}

const numbered = (lines: readonly LogLine[]): number => lines.filter(({ continued }) => !continued).length;

/** The window with a piece before it. */
export function prepend(window: LogWindow, piece: Piece): LogWindow {
  if (piece.next_offset !== window.start || piece.text === '') return window;
  const [first, ...rest] = window.lines;
  let before = splitLines(piece.text, { offset: piece.offset, style: '', continued: false });
  const open = before.at(-1);
  let own = window.lines;
  if (open !== undefined && !open.ended && first !== undefined) {
    before = [
      ...before.slice(0, -1),
      ...splitLines(`${open.text}${first.text}${first.ended ? '\n' : ''}`, open),
    ];
    own = rest;
  }
  const lines = [...before, ...own];
  const added = numbered(lines) - numbered(window.lines);
  const firstNumber = window.firstNumber === null ? null : window.firstNumber - added;
  return { ...window, start: piece.offset, lines, firstNumber: piece.offset === 0 ? 1 : firstNumber };
}

const tooMuch = (window: LogWindow, limit: WindowLimit): boolean =>
  window.end - window.start > limit.bytes || window.lines.length > limit.lines;

/** The window without its first lines, so that it keeps to the limit. */
export function evictStart(window: LogWindow, limit: WindowLimit): LogWindow {
  if (!tooMuch(window, limit)) return window;
  const { lines, end, firstNumber } = window;
  const least = Math.max(0, lines.length - limit.lines);
  const found = lines.findIndex((line, index) => index >= least && end - line.offset <= limit.bytes);
  const kept = found === -1 ? lines.length - 1 : found;
  const start = lines[kept]?.offset;
  if (start === undefined || kept === 0) return window;
  // The number of a part is that of the line it goes on.
  const dropped = numbered(lines.slice(1, kept + 1));
  return {
    start,
    end,
    lines: lines.slice(kept),
    firstNumber: firstNumber === null ? null : firstNumber + dropped,
  };
}

/** The window without its last lines, so that it keeps to the limit. */
export function evictEnd(window: LogWindow, limit: WindowLimit): LogWindow {
  if (!tooMuch(window, limit)) return window;
  const { lines, start } = window;
  const found = lines.findIndex(
    (line, index) => index > 0 && (index >= limit.lines || line.offset - start > limit.bytes),
  );
  const end = lines[found]?.offset;
  return found === -1 || end === undefined ? window : { ...window, end, lines: lines.slice(0, found) };
}

/** The line in which an offset lies; -1 where it is not in the window. */
export function lineAt(window: LogWindow, offset: number): number {
  if (offset < window.start || offset > window.end) return -1;
  let [low, high] = [0, window.lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((window.lines[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return window.lines.length === 0 ? -1 : low;
}

/** The window with its lines numbered from one whose number is known. */
export function numberFrom(window: LogWindow, offset: number, number: number): LogWindow {
  const index = lineAt(window, offset);
  if (index === -1) return window;
  return { ...window, firstNumber: number - numbered(window.lines.slice(1, index + 1)) };
}

/** The numbers of the lines of a window; null where they are not known, and for parts of a line. */
export function lineNumbers({ lines, firstNumber }: LogWindow): (number | null)[] {
  let number = (firstNumber ?? 0) - 1;
  return lines.map(({ continued }, index) => {
    if (index === 0 || !continued) number += 1;
    return firstNumber === null || continued ? null : number;
  });
}
