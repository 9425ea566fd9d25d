import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UetError } from '@uet/core';
import { createTailRing } from './tail-ring.js';

/** The log of one stream: its head and its tail, and between them a mark that says how much is missing. */
export interface LogFile {
  /** Takes bytes and returns those which go into the file now. */
  readonly write: (chunk: Buffer) => Buffer;
  /** Null as long as more may be written at once; else fulfilled when there is room again. */
  readonly full: () => Promise<void> | null;
  /** Writes mark and tail, closes the file, and returns what was written. Throws what {@link LogFile.write} ran into. */
  readonly close: () => Promise<Buffer>;
  readonly droppedBytes: () => number;
}

/** What is kept of the end of a stream that is longer than its limit. */
const maxTailBytes = 1024 ** 2;
/** How much may wait for the disk before the program that prints has to wait too. */
const maxWaitingBytes = 1024 ** 2;

/** The mark that stands in a log where bytes were dropped. */
export const dropMark = (bytes: number): string => `\n[uet: ${bytes} bytes dropped here, the log is full]\n`;

function diskError(path: string, cause: unknown): UetError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  if (!full) return new UetError('internal', `the log cannot be written: ${message}`, { where: path, cause });
  const hint = 'Free some room on the device, then start the run again.';
  return new UetError('disk_full', 'there is no room for the log of a command', { where: path, hint, cause });
}

/** Opens a log, with the folder it lies in, that takes at most `maxBytes` (the mark excepted). Throws `disk_full` or `internal`. */
export async function openLogFile(
  path: string,
  maxBytes: number,
  onFailure: (error: UetError) => void,
): Promise<LogFile> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (cause) {
    throw diskError(path, cause);
  }
  const stream = createWriteStream(path, { mode: 0o600, highWaterMark: maxWaitingBytes });
  let failure: UetError | null = null;
  stream.on('error', (cause) => {
    failure ??= diskError(path, cause);
    onFailure(failure);
  });
  await once(stream, 'open').catch((cause: unknown) => {
    throw diskError(path, cause);
  });
  return keepEnds(stream, maxBytes, () => failure);
}

function keepEnds(stream: WriteStream, maxBytes: number, failure: () => UetError | null): LogFile {
  const tailBytes = Math.max(1, Math.min(maxTailBytes, Math.floor(maxBytes / 4)));
  const ring = createTailRing(tailBytes);
  let headRoom = Math.max(0, maxBytes - tailBytes);
  const dropped = (): number => Math.max(0, ring.pushed() - tailBytes);
  return {
    droppedBytes: dropped,
    write: (chunk) => {
      const head = chunk.subarray(0, headRoom);
      headRoom -= head.length;
      if (head.length > 0 && stream.writable) stream.write(head);
      if (chunk.length > head.length) ring.push(chunk.subarray(head.length));
      return head;
    },
    full: () => (stream.writableNeedDrain ? once(stream, 'drain').then(() => undefined) : null),
    close: async () => {
      const mark = dropped() === 0 ? '' : dropMark(dropped());
      const rest = Buffer.concat([Buffer.from(mark), ring.read()]);
      await new Promise<void>((resolve) => {
        if (stream.closed) resolve();
        else stream.once('close', resolve);
        if (!stream.destroyed) stream.end(rest);
      });
      const error = failure();
      if (error !== null) throw error;
      return rest;
    },
  };
}
