import type { LogPiece } from '@uet/schemas/api';
import { addMark, type LineMark, markBefore } from './line-index';
import {
  append,
  emptyWindow,
  evictEnd,
  evictStart,
  type LogWindow,
  lineAt,
  numberFrom,
  prepend,
  type WindowLimit,
} from './log-window';
import { byteLength } from './split-lines';

/** Where a log is read from. */
export interface LogSource {
  readonly read: (offset: number, limit: number) => Promise<LogPiece>;
  /** Calls back with what is written from an offset on, until the answer is called. */
  readonly follow: (offset: number, onPiece: (piece: LogPiece) => void) => () => void;
}

/** How reading stands. */
export interface LogView {
  readonly window: LogWindow;
  /** How long the log is, in bytes, as far as is known. */
  readonly size: number;
  /** Whether nothing will be added any more. */
  readonly ended: boolean;
  readonly following: boolean;
  readonly loading: boolean;
  readonly error: unknown;
  /** Grows with every jump: what was in sight before is not there any more. */
  readonly jumps: number;
}

/** Reads a log of any size through a window of bounded size. */
export interface LogReader {
  readonly view: () => LogView;
  readonly subscribe: (changed: () => void) => () => void;
  /** Loads the part around an offset; its line is numbered where the caller knows the number. */
  readonly jumpTo: (offset: number, line?: number) => Promise<void>;
  readonly jumpToEnd: () => Promise<void>;
  readonly loadEarlier: () => Promise<void>;
  readonly loadLater: () => Promise<void>;
  /** Goes along with what is written; only at the end of the log. */
  readonly follow: () => void;
  readonly pause: () => void;
  readonly close: () => void;
}

const pieceBytes = 262_144;
const leadBytes = 65_536;
const defaultLimit: WindowLimit = { bytes: 4_194_304, lines: 50_000 };

/** A piece that began somewhere, from the first line that begins in it on. */
function fromLineStart(piece: LogPiece): LogPiece {
  const newline = piece.text.indexOf('\n');
  if (piece.offset === 0 || newline === -1 || newline === piece.text.length - 1) return piece;
  const offset = piece.offset + byteLength(piece.text.slice(0, newline + 1));
  return { ...piece, text: piece.text.slice(newline + 1), offset };
}

/** Reads exactly the bytes between two places; an answer may stop short of a character that the limit would cut. */
async function readBetween(source: LogSource, from: number, to: number): Promise<LogPiece> {
  let piece = await source.read(from, to - from);
  while (piece.next_offset < to) {
    const more = await source.read(piece.next_offset, Math.max(4, to - piece.next_offset));
    if (more.next_offset <= piece.next_offset) break;
    piece = { ...more, text: piece.text + more.text, offset: piece.offset };
  }
  return piece;
}

/** Makes a reader of a log. */
export function createLogReader(source: LogSource, limit: WindowLimit = defaultLimit): LogReader {
  const listeners = new Set<() => void>();
  let marks: readonly LineMark[] = [];
  let stopFollowing: (() => void) | null = null;
  let view: LogView = {
    window: emptyWindow(0, 1),
    size: 0,
    ended: false,
    following: false,
    loading: false,
    error: null,
    jumps: 0,
  };
  const set = (change: Partial<LogView>): void => {
    view = { ...view, ...change };
    const { start, firstNumber, lines } = view.window;
    if (firstNumber !== null && lines[0]?.continued === false) {
      marks = addMark(marks, { offset: start, number: firstNumber });
    }
    for (const listener of listeners) listener();
  };
  const pause = (): void => {
    stopFollowing?.();
    stopFollowing = null;
    if (view.following) set({ following: false });
  };
  /** Loads, and takes the answer in unless there was a jump meanwhile: then it belongs nowhere. */
  const load = async (read: () => Promise<LogPiece>, take: (piece: LogPiece) => LogWindow): Promise<void> => {
    const { jumps } = view;
    set({ loading: true, error: null });
    try {
      const piece = await read();
      if (view.jumps !== jumps) return;
      set({ window: take(piece), size: Math.max(view.size, piece.size), ended: piece.ended, loading: false });
    } catch (error) {
      if (view.jumps === jumps) set({ error, loading: false });
    }
  };
  const jump = (): void => {
    pause();
    view = { ...view, jumps: view.jumps + 1 };
  };
  const atEnd = (): boolean => view.window.end >= view.size;
  const follow = (): void => {
    if (stopFollowing !== null || view.ended || view.loading || !atEnd()) return;
    const stop = source.follow(view.window.end, (piece) => {
      const window = evictStart(append(view.window, piece), limit);
      set({ window, size: Math.max(view.size, piece.size), ended: piece.ended });
      if (piece.ended) pause();
    });
    stopFollowing = stop;
    set({ following: true });
  };
  return {
    view: () => view,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    jumpTo: async (offset, line) => {
      const { window } = view;
      if (window.lines.length > 0 && lineAt(window, offset) !== -1 && offset < window.end) {
        if (line !== undefined) set({ window: numberFrom(window, offset, line) });
        return;
      }
      jump();
      const mark = markBefore(marks, offset, pieceBytes / 2);
      const begin = mark?.offset ?? Math.max(0, offset - leadBytes);
      await load(
        () => source.read(begin, pieceBytes),
        (piece) => {
          const whole = mark === null ? fromLineStart(piece) : piece;
          const next = append(emptyWindow(whole.offset, mark?.number ?? null), whole);
          return line === undefined ? next : numberFrom(next, offset, line);
        },
      );
    },
    jumpToEnd: async () => {
      jump();
      await load(
        () => source.read(-1, pieceBytes),
        (piece) => {
          const whole = fromLineStart(piece);
          return append(emptyWindow(whole.offset, null), whole);
        },
      );
      follow();
    },
    loadEarlier: async () => {
      const { start } = view.window;
      if (view.loading || start === 0) return;
      pause();
      await load(
        () => readBetween(source, Math.max(0, start - pieceBytes), start),
        (piece) => evictEnd(prepend(view.window, fromLineStart(piece)), limit),
      );
    },
    loadLater: async () => {
      if (view.loading || view.following || atEnd()) return;
      await load(
        () => source.read(view.window.end, pieceBytes),
        (piece) => evictStart(append(view.window, piece), limit),
      );
    },
    follow,
    pause,
    close: () => {
      pause();
      listeners.clear();
    },
  };
}
