import { UetError } from '@uet/core';
import type { GitPlace } from '../git-environment.js';
import { type KeptProcess, keepProcess } from './kept-process.js';
import type { GitObject, ObjectType } from './object-place.js';

/** Reads objects through one kept-open `git cat-file --batch-command`; ids may be abbreviated. */
export interface ObjectReader {
  /** Null where there is no such object, or several. Throws `git_failed` where the object is damaged. */
  read(id: string): Promise<GitObject | null>;
  /** Whether there is exactly one such object; its content is not looked at. */
  has(id: string): Promise<boolean>;
  /** Ends the process; reads under way are answered first. A later read starts a new one. */
  close(): Promise<void>;
}

interface Question {
  readonly command: 'contents' | 'info';
  readonly id: string;
  isRetry: boolean;
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

/** Bytes that came in chunks and are taken out again in order; a large object is joined once. */
interface ChunkQueue {
  readonly size: number;
  push(chunk: Buffer): void;
  take(length: number): Buffer;
  /** The length of the first line with its line feed; 0 while it is not complete. */
  lineLength(): number;
}

function chunkQueue(): ChunkQueue {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    push(chunk) {
      chunks.push(chunk);
      size += chunk.length;
    },
    take(length) {
      const all = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
      size = all.length - length;
      chunks = size === 0 ? [] : [all.subarray(length)];
      return all.subarray(0, length);
    },
    lineLength() {
      let before = 0;
      for (const chunk of chunks) {
        const at = chunk.indexOf(10);
        if (at >= 0) return before + at + 1;
        before += chunk.length;
      }
      return 0;
    },
  };
}

const nothing = Buffer.alloc(0);

/**
 * Cuts `<id> <type> <size>\n`, after which the content and a line feed may follow, and `<id> missing\n` out of a
 * stream. `hasContent` is asked for each answer, in the order of the questions.
 */
function answerParser(hasContent: () => boolean, onAnswer: (object: GitObject | null) => void) {
  const queue = chunkQueue();
  let open: { type: ObjectType; length: number } | undefined;

  const step = (): boolean => {
    if (open !== undefined) {
      if (queue.size < open.length + 1) return false;
      const { type, length } = open;
      open = undefined;
      onAnswer({ type, bytes: queue.take(length + 1).subarray(0, length) });
      return true;
    }
    const length = queue.lineLength();
    if (length === 0) return false;
    const [, type, size] = queue.take(length).toString('latin1').trimEnd().split(' ');
    if (size === undefined) onAnswer(null);
    else if (hasContent()) open = { type: type as ObjectType, length: Number(size) };
    else onAnswer({ type: type as ObjectType, bytes: nothing });
    return true;
  };
  return (chunk: Buffer): void => {
    queue.push(chunk);
    while (step());
  };
}

/** Opens a reader on a repository; its process starts with the first question, and again after it died. */
export function openObjectReader(place: GitPlace & { readonly cwd?: string | undefined }): ObjectReader {
  let process: KeptProcess | undefined;
  let waiting: Question[] = [];

  const start = (): KeptProcess => {
    const started: KeptProcess = keepProcess(['cat-file', '--batch-command'], place, {
      onOutput: answerParser(
        () => waiting[0]?.command === 'contents',
        (object) => {
          waiting.shift()?.resolve(object);
          if (waiting.length === 0) started.hold(false);
        },
      ),
      onEnd: (error) => {
        if (process !== started) return;
        process = undefined;
        const [asked, ...behind] = waiting;
        waiting = [];
        // Only the first can be what it died of; the others were waiting behind it.
        if (asked?.isRetry === true) asked.reject(error);
        else if (asked !== undefined) send(Object.assign(asked, { isRetry: true }));
        for (const question of behind) send(question);
      },
    });
    return started;
  };
  const send = (question: Question): void => {
    process ??= start();
    if (waiting.push(question) === 1) process.hold(true);
    process.write(`${question.command} ${question.id}\n`);
  };
  const ask = (command: Question['command'], id: string): Promise<GitObject | null> => {
    // A line break would shift every later answer by one.
    if (!/^[0-9a-f]{4,64}$/.test(id)) {
      return Promise.reject(new UetError('bad_argument', `"${id}" is not an object id`));
    }
    return new Promise((resolve, reject) => send({ command, id, isRetry: false, resolve, reject }));
  };
  return {
    read: (id) => ask('contents', id),
    has: async (id) => (await ask('info', id)) !== null,
    async close() {
      await process?.close();
    },
  };
}
