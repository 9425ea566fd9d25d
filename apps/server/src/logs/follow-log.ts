import { setTimeout as wait } from 'node:timers/promises';
import type { LogPiece } from '@uet/schemas/api';
import type { FoundLog } from './find-log.js';
import { readLog } from './read-log.js';

/** How often a log is looked at, and how often its subject, in milliseconds. */
const lookMs = 250;
const subjectMs = 1_000;
const pieceBytes = 256 * 1024;

/**
 * A log from a place on, as it is written, until its end. A file that is shorter than what was read was begun anew:
 * it is told from its beginning.
 */
export async function* followLog(
  find: () => Promise<FoundLog>,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<LogPiece> {
  let offset = from;
  let found = await find();
  let foundAtMs = performance.now();
  let told = false;
  for (;;) {
    signal.throwIfAborted();
    const piece = await readLog(found, { offset, limit: pieceBytes });
    if (piece.size < offset) {
      offset = 0;
      continue;
    }
    offset = piece.next_offset;
    // The first piece is told even if it is empty: it says how long the log is.
    const isLast = piece.ended && offset >= piece.size;
    if (piece.text !== '' || isLast || !told) yield piece;
    told = true;
    if (isLast) return;
    if (piece.text !== '' && offset < piece.size) continue;
    await wait(lookMs, undefined, { signal });
    if (found.path === null || performance.now() - foundAtMs >= subjectMs) {
      found = await find();
      foundAtMs = performance.now();
    }
  }
}
