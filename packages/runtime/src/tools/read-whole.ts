import { constants, type FileHandle, open } from 'node:fs/promises';

/** The content of a file, or why there is none: a sentence, and whether the file is simply not there. */
export type FileContent =
  | { readonly bytes: Uint8Array }
  | { readonly problem: string; readonly missing: boolean };

async function contentOf(file: FileHandle, path: string, maxBytes: number): Promise<FileContent> {
  const stat = await file.stat();
  if (!stat.isFile()) return { problem: `${path} is not a file`, missing: false };
  if (stat.size > maxBytes) {
    return { problem: `${path} has ${stat.size} bytes; at most ${maxBytes} are read`, missing: false };
  }
  return { bytes: await file.readFile() };
}

/** Reads a file into memory. A named pipe, which a hostile tool may have put there, does not make it wait. */
export async function readWhole(path: string, maxBytes: number): Promise<FileContent> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await contentOf(file, path, maxBytes);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    return { problem: message, missing: code === 'ENOENT' };
  }
}
