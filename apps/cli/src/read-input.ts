import { readFile, stat } from 'node:fs/promises';
import { type ErrorCode, UetError } from '@uet/core';
import { pathOf, type Surroundings } from './surroundings.js';

/** Larger files are no documents: they are not read into memory. */
const maxBytes = 64 * 1024 ** 2;

/** How a file is spoken of where it cannot be read. */
export interface InputWords {
  /** Begins the sentence: `the template`. */
  readonly what: string;
  /** `bad_argument` where absent. */
  readonly code?: ErrorCode;
}

/** The text of a file (or pipe) that the caller named. Throws `bad_argument`, or the code that is given. */
export async function readInput(cli: Surroundings, file: string, words: InputWords): Promise<string> {
  const bytes = await readBytes(pathOf(cli, file)).catch((cause: NodeJS.ErrnoException) => {
    throw refusal(file, words, reasonOf(cause), cause);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw refusal(file, words, 'it is not text in UTF-8', cause);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  const found = await stat(path);
  if (found.isDirectory()) throw new Error('it is a folder');
  if (!found.isFile() && !found.isFIFO()) throw new Error('it is neither a file nor a pipe');
  if (found.size > maxBytes) throw new Error(`it has ${found.size} bytes, at most ${maxBytes} are read`);
  return readFile(path);
}

const refusal = (file: string, { what, code }: InputWords, why: string, cause: unknown): UetError =>
  new UetError(code ?? 'bad_argument', `${what} cannot be read: ${why}`, {
    where: file,
    hint: 'name a file that is there and may be read',
    cause,
  });

/** Why a file cannot be read, without the name of the system call. */
export const reasonOf = ({ code = '', message }: NodeJS.ErrnoException): string => reasons[code] ?? message;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
};
