import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { UetError } from '@uet/core';
import { type LogFile, openLogFile } from './log-file.js';
import { createSecretMasker } from './secret-masker.js';

/** Which of the two streams of a program. */
export type StreamName = 'stdout' | 'stderr';

/** Where the output of a program goes on its way: counted, masked, cut, written, and shown. */
export interface OutputPipe {
  /** Reads a stream to its end, or until it is destroyed. */
  readonly connect: (stream: Readable, onBytes: () => void) => void;
  /** Writes what is left. Throws `disk_full` or `internal` where the log could not be written. */
  readonly close: () => Promise<void>;
  readonly bytes: () => number;
  readonly droppedBytes: () => number;
}

/** How a stream is logged. */
export interface PipeOptions {
  readonly path: string;
  readonly maxBytes: number;
  readonly mask: readonly string[];
  readonly onText: (text: string) => void;
  readonly onFailure: (error: UetError) => void;
}

function flow(stream: Readable, log: LogFile): void {
  const room = log.full();
  if (room === null) return;
  // The program waits for the disk here; a log that failed never drains, and its program is being killed.
  stream.pause();
  room.then(
    () => stream.resume(),
    () => stream.resume(),
  );
}

/** Opens the log of one stream. Throws `disk_full` or `internal`. */
export async function openOutputPipe(options: PipeOptions): Promise<OutputPipe> {
  const log = await openLogFile(options.path, options.maxBytes, options.onFailure);
  const masker = createSecretMasker(options.mask);
  const decoder = new StringDecoder('utf8');
  let bytes = 0;
  const show = (chunk: Buffer): void => {
    const text = decoder.write(chunk);
    if (text !== '') options.onText(text);
  };
  return {
    connect: (stream, onBytes) => {
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        onBytes();
        show(log.write(masker.push(chunk)));
        flow(stream, log);
      });
      // A pipe that is destroyed under a waiting read complains; there is nothing more to read then.
      stream.on('error', () => undefined);
    },
    close: async () => {
      show(log.write(masker.end()));
      show(await log.close());
      const rest = decoder.end();
      if (rest !== '') options.onText(rest);
    },
    bytes: () => bytes,
    droppedBytes: log.droppedBytes,
  };
}
