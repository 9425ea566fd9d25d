import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Names in a worktree are bytes; as `latin1` text each byte is one character, so none is lost. */
export function bytePath(root: string, relative: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`), Buffer.from(relative, 'latin1')]);
}

const isRefusal = (error: unknown): boolean =>
  ['EACCES', 'EPERM', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Gives the owner back the right to list and change every folder below, following no symbolic link. */
export async function makeWritable(folder: string | Buffer): Promise<void> {
  const found = await lstat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) return;
  await chmod(folder, 0o755).catch(() => undefined);
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'latin1' }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const name = Buffer.from(entry.name, 'latin1');
    await makeWritable(Buffer.concat([Buffer.from(folder), Buffer.from('/'), name]));
  }
}

/** Removes a file or folder, read-only folders included, also while a stray process still adds files. */
export async function removeTree(target: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 } as const;
  await rm(target, options).catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return;
    if (!isRefusal(error)) throw error;
    await makeWritable(target);
    await rm(target, options);
  });
}

/** Where things go that must be gone at once: a rename now, the long deletion behind. */
export interface Trash {
  /** Moves a file or folder away; what is not there is no error. */
  take(target: string | Buffer): void;
  /** Ends when everything taken so far is deleted, as far as the system allows. */
  emptied(): Promise<void>;
}

function moveAway(target: string | Buffer, destination: string): void {
  try {
    renameSync(target, destination);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return;
    // Another file system mounted inside: nothing to rename to.
    if (code === 'EXDEV') {
      rmSync(target, { recursive: true, force: true });
      return;
    }
    if (!isRefusal(error) || !lstatSync(target).isDirectory()) throw error;
    // A folder that its owner may not write cannot change its parent either.
    chmodSync(target, 0o755);
    renameSync(target, destination);
  }
}

/** A trash in a folder of its own, which must be on the file system of what it takes. */
export function createTrash(folder: string): Trash {
  let deleting: Promise<void> = Promise.resolve();
  return {
    take(target) {
      mkdirSync(folder, { recursive: true });
      const destination = path.join(folder, randomBytes(6).toString('hex'));
      moveAway(target, destination);
      // What cannot be deleted now is deleted with the pool, or by the sweep after this process.
      deleting = deleting.then(() => removeTree(destination)).catch(() => undefined);
    },
    emptied: () => deleting,
  };
}
