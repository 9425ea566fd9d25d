import { randomBytes } from 'node:crypto';
import { realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { knownLocation } from './location.js';
import { stopServer } from './stop.js';

/**
 * Stops the embedded server of this home, whoever uses it, and deletes its data for good; what else is in the home
 * stays. Does nothing where there is none.
 */
export async function removeEmbeddedPostgres(home: string): Promise<void> {
  const folder = await realpath(home).then(knownLocation, () => undefined);
  if (folder === undefined) return;
  const removed = `${folder}.removed-${randomBytes(4).toString('hex')}`;
  try {
    // First out of reach: its users would start it again.
    await rename(folder, removed);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await rm(join(home, 'postgres.json'), { force: true });
  await stopServer(join(removed, 'data'));
  await rm(removed, { recursive: true, force: true });
}
