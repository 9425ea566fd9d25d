import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { readOptional } from './private-file.js';
import { stopServer } from './stop.js';

/** The file of a cluster that names the home it was made for. */
export const homeFileName = 'home';

/**
 * Deletes the clusters in a folder of the system whose homes were temporary and are gone, as after tests. Others stay
 * also where their home is gone: it may be on a device that is not there at the moment.
 */
export async function removeOrphans(systemFolder: string): Promise<void> {
  for (const name of await readdir(systemFolder)) {
    const folder = join(systemFolder, name);
    const home = (await readOptional(join(folder, homeFileName)).catch(() => undefined))?.trimEnd();
    if (home === undefined || !home.startsWith(`${tmpdir()}${sep}`) || (await exists(home))) continue;
    await stopServer(join(folder, 'data'));
    await rm(folder, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
