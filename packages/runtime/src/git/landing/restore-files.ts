import { lstat, readFile, readlink, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { quotePath } from '@uet/core';
import type { Checkout } from '../checkouts.js';
import { git } from '../git.js';
import { inCheckout } from './checkout-files.js';
import { objectId } from './object-id.js';
import type { ObjectStore } from './object-store.js';
import { listDifferences, type TreeDifference } from './tree-differences.js';
import { modes, type TreeEntry } from './tree-entries.js';

/** What stands at a path: the file of before, that of after, nothing, or something of someone else's. */
type FileState = 'old' | 'new' | 'absent' | 'foreign';

const something: TreeEntry = { id: '', mode: '' };
const statOf = (path: string) => lstat(path).catch(() => null);

async function isBeyondLink(root: string, path: string): Promise<boolean> {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if ((await statOf(join(root, folder)))?.isSymbolicLink() === true) return true;
  }
  return false;
}

/** What the checkout has at these paths, as git would store it: after the user's clean filters. */
async function readFiles(checkout: Checkout, paths: readonly string[], format: 'sha1' | 'sha256') {
  const found = new Map<string, TreeEntry>();
  const plain: { path: string; mode: string }[] = [];
  for (const path of paths) {
    const full = join(checkout.path, path);
    const stat = await statOf(full);
    if (stat === null) continue;
    found.set(path, something);
    if (await isBeyondLink(checkout.path, path)) continue;
    if (stat.isSymbolicLink()) {
      const id = objectId(format, 'blob', await readlink(full, 'buffer'));
      found.set(path, { id, mode: modes.symlink });
    }
    if (stat.isFile()) plain.push({ path, mode: stat.mode & 0o100 ? modes.executable : modes.file });
  }
  if (plain.length === 0) return found;
  const input = Buffer.from(plain.map(({ path }) => `${quotePath(path)}\n`).join(''));
  const { stdout } = await git(['hash-object', '--stdin-paths'], { ...inCheckout(checkout), input });
  const ids = stdout.toString().split('\n');
  for (const [index, { path, mode }] of plain.entries()) found.set(path, { id: ids[index] ?? '', mode });
  return found;
}

/** True where a file is the beginning of what git was writing there when it was killed. */
async function isHalfWritten(checkout: Checkout, { path, after }: TreeDifference): Promise<boolean> {
  if (after === null) return false;
  const content = await readFile(join(checkout.path, path)).catch(() => null);
  if (content === null) return false;
  const args = ['cat-file', '--filters', `--path=${path}`, after.id];
  const { stdout } = await git(args, inCheckout(checkout));
  return stdout.subarray(0, content.length).equals(content);
}

async function stateOf(
  checkout: Checkout,
  difference: TreeDifference,
  found: TreeEntry | undefined,
): Promise<FileState> {
  const { before, after } = difference;
  if (found === undefined) return 'absent';
  if (found === something) return 'foreign';
  if (found.id === before?.id && found.mode === before.mode) return 'old';
  // A mode is set after the content is written.
  if (found.id === after?.id || (found.id === before?.id && found.mode === after?.mode)) return 'new';
  return (await isHalfWritten(checkout, difference)) ? 'new' : 'foreign';
}

async function removeFile(root: string, path: string): Promise<void> {
  await rm(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      await rmdir(join(root, folder));
    } catch {
      // Not empty: the folder stays, and so do those above it.
      return;
    }
  }
}

/**
 * Brings the files that differ between two commits back to the first, which is what the checkout's index has.
 * What a person wrote there in the meantime is left alone, and so are submodules, which git does not fill.
 */
export async function restoreFiles(
  store: ObjectStore,
  checkout: Checkout,
  from: string | null,
  to: string,
): Promise<void> {
  const differences = (await listDifferences(store, from, to)).filter(
    ({ before, after }) => before?.mode !== modes.submodule && after?.mode !== modes.submodule,
  );
  const paths = differences.map(({ path }) => path);
  const found = await readFiles(checkout, paths, store.place.objectFormat);
  const lost: { path: string; state: FileState }[] = [];
  for (const difference of differences) {
    const { path, before } = difference;
    const state = await stateOf(checkout, difference, found.get(path));
    if (state === 'new' && before === null) await removeFile(checkout.path, path);
    else if (state !== 'old' && before !== null) lost.push({ path, state });
  }
  const missing: string[] = [];
  for (const { path, state } of lost) {
    // What was a folder or link of the new files a moment ago may be gone now.
    const isThere = (await statOf(join(checkout.path, path))) !== null;
    const isForeign = state === 'foreign' && (isThere || (await isBeyondLink(checkout.path, path)));
    if (!isForeign) missing.push(path);
  }
  if (missing.length === 0) return;
  const input = Buffer.from(`${missing.join('\0')}\0`);
  await git(['checkout-index', '-f', '-z', '--stdin'], { ...inCheckout(checkout), input });
}
