import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ownerOf } from './process-owner.js';
import { removeTree } from './trash.js';

/** A pool of another machine on a shared folder counts as given up when it was not used for this long. */
const forgottenAfterMs = 7 * 24 * 3600 * 1000;

async function isAbandoned(folder: string, name: string): Promise<boolean> {
  const owner = await ownerOf(name);
  if (owner === 'dead') return true;
  if (owner !== 'elsewhere') return false;
  const found = await stat(path.join(folder, name)).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > forgottenAfterMs;
}

async function sweepFolder(folder: string): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    if (!(await isAbandoned(folder, name))) continue;
    // Another process may be sweeping the same folder, or a stray tool still be writing into it.
    const isGone = await removeTree(path.join(folder, name)).then(
      () => true,
      () => false,
    );
    if (isGone) removed += 1;
  }
  return removed;
}

/**
 * Deletes the worktrees and half-made repositories of processes that are dead, and returns how many folders
 * went. They are not adopted: a tool of the dead process may still be writing into them.
 */
export async function sweepWorktrees(home: string): Promise<number> {
  const workspaces = path.join(home, 'workspaces');
  let removed = 0;
  for (const name of await readdir(workspaces).catch(() => [])) {
    const folder = path.join(workspaces, name);
    removed += (await sweepFolder(folder)) + (await sweepFolder(path.join(folder, 'pools')));
  }
  return removed;
}
