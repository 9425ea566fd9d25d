import { createHash } from 'node:crypto';
import { copyFile, readFile, stat, utimes } from 'node:fs/promises';

/**
 * Copies a git index with its time. git reads a file's content where its times are not older than its index,
 * because it compares whole seconds; a copy that looks younger would hide a change made right after checkout.
 */
export async function copyIndex(from: string, to: string): Promise<void> {
  const { mtimeMs } = await stat(from);
  await copyFile(from, to);
  const seconds = Math.floor(mtimeMs / 1000);
  await utimes(to, seconds, seconds);
}

/** What tells whether an index is still the one that was left; null where it is gone. */
export async function indexDigest(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
}
