import { open } from 'node:fs/promises';
import { UetError } from '@uet/core';

/** Reports beyond this are refused: 64 MiB. */
export const maxReportBytes = 64 * 1024 * 1024;

/** The text of a file, null where it does not exist; `bad_report` where it is no regular file or is too large. */
export async function readLimited(path: string, maxBytes: number): Promise<string | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new UetError('bad_report', `${path} is no regular file`);
    if (stat.size > maxBytes)
      throw new UetError('bad_report', `${path} has ${stat.size} bytes; ${maxBytes} at most`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
