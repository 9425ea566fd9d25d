import { statfs } from 'node:fs/promises';
import { UetError } from '@uet/core';

/** A device with less room than this is full: some programs fill the last block before they fail. */
const leastBytes = 64 * 1024;

/**
 * Throws `disk_full` where the device of a folder has no room left. Whatever came to its end there may be half
 * written, or has failed for that reason: neither a change nor a verdict can be taken from it.
 */
export async function assertRoom(folder: string): Promise<void> {
  const found = await statfs(folder).catch(() => null);
  if (found === null) return;
  const { bavail, bfree, bsize, files, ffree } = found;
  // A part of some devices is kept for the superuser.
  const blocks = process.getuid?.() === 0 ? bfree : bavail;
  const hasFiles = files === 0 || ffree > 0;
  if (blocks * bsize >= leastBytes && hasFiles) return;
  throw new UetError('disk_full', `there is no room left on the device of ${folder}`, {
    where: folder,
    hint: 'Make room there, then resume the run.',
  });
}
