import { open } from 'node:fs/promises';
import type { LogPiece } from '@uet/schemas/api';
import type { FoundLog } from './find-log.js';
import { wholeCharacters } from './whole-characters.js';

/** Which piece to read. */
export interface PieceRequest {
  /** In bytes; -1 for the last piece. */
  readonly offset: number;
  /** How many bytes at most. */
  readonly limit: number;
}

/** Reads a piece of a log. A character is never cut in two, but where the limit is smaller than it. */
export async function readLog({ path, ended }: FoundLog, { offset, limit }: PieceRequest): Promise<LogPiece> {
  if (path === null) return { text: '', offset: 0, next_offset: 0, size: 0, ended };
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const begin = offset === -1 ? Math.max(0, size - limit) : Math.min(offset, size);
    const buffer = Buffer.alloc(Math.min(limit, size - begin));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, begin);
    const isLast = begin + bytesRead >= size;
    const piece = wholeCharacters(buffer.subarray(0, bytesRead), {
      isFirst: begin === 0,
      isLast: isLast && ended,
    });
    const from = begin + piece.skipped;
    return {
      text: piece.bytes.toString('utf8'),
      offset: from,
      next_offset: from + piece.bytes.length,
      size,
      ended,
    };
  } finally {
    await file.close();
  }
}
