import { chown, open, stat, truncate } from 'node:fs/promises';
import type { Account } from './run-to-end.js';

/** Bytes after which the server's log starts again. */
export const logLimit = 4 * 1024 * 1024;

/** Opens the server's log for appending and says where new text begins; the caller closes the handle. */
export async function openLog(path: string, account: Account | undefined) {
  const handle = await open(path, 'a', 0o600);
  if (account !== undefined) await chown(path, account.uid, account.gid);
  await boundLog(path);
  return { handle, begin: (await handle.stat()).size };
}

/**
 * Empties a log that has outgrown {@link logLimit}. The server holds it open for appending, so it simply goes on at
 * the new end. Does nothing where there is no log.
 */
export async function boundLog(path: string): Promise<void> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > logLimit) await truncate(path, 0).catch(() => undefined);
}

/** What was written to the log after `begin`, at most the last 64 KiB, of one process where its lines can be told. */
export async function readLog(path: string, begin: number, pid: number): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(begin > size ? 0 : begin, size - 64 * 1024);
    const { buffer } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const lines = buffer.toString('utf8').split('\n');
    const own = lines.filter((line) => line.includes(`[${pid}]`));
    return (own.length > 0 ? own : lines).join('\n');
  } finally {
    await handle.close();
  }
}
