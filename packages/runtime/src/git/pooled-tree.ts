import { chmod, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Keep, removeForeign } from './foreign-entries.js';
import { type GitOptions, git } from './git.js';
import { indexDigest } from './index-file.js';
import type { TrackedPaths } from './tracked-paths.js';
import { makeWritable, type Trash } from './trash.js';
import type { Workspace } from './workspace-repository.js';

/** What all worktrees of one pool share. */
export interface PoolContext {
  readonly workspace: Workspace;
  /** The folder that this process owns: trees, indexes, scratch, trash. */
  readonly folder: string;
  readonly trash: Trash;
  readonly keep: Keep;
  readonly trackedOf: (tree: string) => Promise<TrackedPaths>;
}

/** A worktree on disk, leased or idle. */
export interface PooledTree {
  /** Random-named folder with nothing but the worktree in it, so that `../` leads a tool to no other one. */
  readonly parent: string;
  readonly path: string;
  /** The private index: what git believes about the files, where a tool does not look for it. */
  readonly indexFile: string;
  /** The tree that files and index were last set to; null before the first time. */
  tree: string | null;
  /**
   * The second in which all files and the index were written. git has to read every one of them whenever it
   * compares, until the index is written again in a later second. Null when that is done.
   */
  freshSecond: number | null;
  /** Of the private index when the lease began: a tool that has found it may have told git to overlook files. */
  indexDigest: string | null;
}

/**
 * How git is told to work on a worktree: the workspace's git directory, a private index, never the worktree's
 * own `.git`; and objects straight from the user, so that none can be slipped in between.
 */
export function placeOf(context: PoolContext, pooled: PooledTree): GitOptions {
  const { workspace } = context;
  return { ...workspace.reading, workTree: pooled.path, indexFile: pooled.indexFile, cwd: pooled.path };
}

/** Makes sure that the worktree is a folder, and the only thing in its parent. */
async function clearAround(context: PoolContext, pooled: PooledTree): Promise<void> {
  await mkdir(pooled.parent, { recursive: true });
  await chmod(pooled.parent, 0o755);
  const name = path.basename(pooled.path);
  for (const entry of await readdir(pooled.parent)) {
    if (entry !== name) context.trash.take(path.join(pooled.parent, entry));
  }
  const found = await lstat(pooled.path).catch(() => null);
  if (found?.isDirectory() === true) return;
  context.trash.take(pooled.path);
  await mkdir(pooled.path);
}

/** Sets index and files to a tree, overwriting whatever is in the way. */
async function checkOut(context: PoolContext, pooled: PooledTree, tree: string): Promise<void> {
  const place = placeOf(context, pooled);
  const readTree = async (): Promise<unknown> => git(['read-tree', '--reset', '-u', tree], place);
  await clearAround(context, pooled);
  pooled.tree = null;
  await readTree().catch(async () => {
    // A broken index, a lock of a killed git, folders without write permission: all are mended without asking.
    await Promise.all([
      rm(pooled.indexFile, { force: true }),
      rm(`${pooled.indexFile}.lock`, { force: true }),
    ]);
    await makeWritable(pooled.path);
    await readTree();
  });
  pooled.tree = tree;
  pooled.freshSecond = null;
}

const thisSecond = (): number => Math.floor(Date.now() / 1000);

/** Costs as much as one comparison, once, and makes all that follow ten times cheaper. */
async function settleIndex(context: PoolContext, pooled: PooledTree): Promise<void> {
  if (pooled.freshSecond === null || pooled.freshSecond >= thisSecond()) return;
  const options = { ...placeOf(context, pooled), okExitCodes: [0, 1] };
  await git(['update-index', '-q', '--really-refresh', '--ignore-submodules'], options);
  pooled.freshSecond = null;
}

/**
 * Removes what the tree does not have, then asks git whether every tracked file is untouched. git compares
 * size, times and inode with the private index, and content where the times are too close to tell; the time of
 * change, one of them, no program can set back.
 */
async function isExact(
  context: PoolContext,
  pooled: PooledTree,
  tree: string,
  options = { openFiles: false },
): Promise<boolean> {
  await clearAround(context, pooled);
  const tracked = await context.trackedOf(tree);
  const { displaced } = await removeForeign(pooled.path, { ...context, tracked }, options);
  if (displaced) return false;
  await settleIndex(context, pooled);
  const args = ['diff-index', '--name-only', '-z', '--ignore-submodules=all', tree];
  return (await git(args, placeOf(context, pooled))).stdout.length === 0;
}

/** A new index that trusts nothing: git reads and hashes every file before it notes its times. */
async function rebuildIndex(context: PoolContext, pooled: PooledTree, tree: string): Promise<void> {
  const fresh = `${pooled.indexFile}.fresh`;
  const place = { ...placeOf(context, pooled), indexFile: fresh };
  await git(['read-tree', tree], place);
  await git(['update-index', '-q', '--refresh', '--ignore-submodules'], { ...place, okExitCodes: [0, 1] });
  await rename(fresh, pooled.indexFile);
}

async function restore(context: PoolContext, pooled: PooledTree, tree: string): Promise<boolean> {
  await checkOut(context, pooled, tree);
  await rebuildIndex(context, pooled, tree);
  return isExact(context, pooled, tree);
}

/** A worktree folder that is nothing but its tree, made from nothing. Throws what git says when it cannot be. */
export async function createTree(context: PoolContext, pooled: PooledTree, tree: string): Promise<boolean> {
  await mkdir(path.dirname(pooled.indexFile), { recursive: true });
  await checkOut(context, pooled, tree);
  pooled.freshSecond = thisSecond();
  return isExact(context, pooled, tree);
}

/** Sets an idle worktree to a tree; false when it cannot be proven to be that tree. */
export async function moveToTree(context: PoolContext, pooled: PooledTree, tree: string): Promise<boolean> {
  try {
    if (pooled.tree !== tree) await checkOut(context, pooled, tree);
    return (await isExact(context, pooled, tree)) || (await restore(context, pooled, tree));
  } catch {
    return false;
  }
}

/**
 * Undoes whatever a tool did; false when that cannot be proven. Where any tracked file was touched, the proof is
 * by content: all files are hashed again.
 */
export async function resetTree(context: PoolContext, pooled: PooledTree): Promise<boolean> {
  const { tree } = pooled;
  if (tree === null) return false;
  try {
    // The tool's own repository goes first: it is never reused.
    context.trash.take(path.join(pooled.path, '.git'));
    const isTrusted = (await indexDigest(pooled.indexFile)) === pooled.indexDigest;
    const isClean = await isExact(context, pooled, tree, { openFiles: true });
    return (isTrusted && isClean) || (await restore(context, pooled, tree));
  } catch {
    return false;
  }
}

/** Removes a worktree for good; what cannot be removed is left to the sweep. */
export function dropTree(context: PoolContext, pooled: PooledTree): void {
  for (const target of [pooled.parent, pooled.indexFile]) {
    try {
      context.trash.take(target);
    } catch {
      // A mount, an immutable file: the folder keeps its random name and is never used again.
    }
  }
}
