import { randomBytes } from 'node:crypto';
import { mkdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { UetError } from '@uet/core';
import { keepOf } from './foreign-entries.js';
import { gitText } from './git.js';
import { indexDigest } from './index-file.js';
import {
  createTree,
  dropTree,
  moveToTree,
  type PoolContext,
  type PooledTree,
  resetTree,
} from './pooled-tree.js';
import { ownerPrefix } from './process-owner.js';
import { rememberLatest } from './remember-latest.js';
import { onFiles } from './system-error.js';
import { writeToolRepository } from './tool-repository.js';
import { listTree } from './tracked-paths.js';
import { createTrash, removeTree } from './trash.js';
import { mended, type Workspace } from './workspace-repository.js';
import { handOut, type LeaseEnd, type Worktree } from './worktree.js';

/** How one worktree is prepared. */
export interface LeaseOptions {
  /** Runs in the worktree before it is handed out (`npm ci`); when it fails, the worktree is deleted. */
  readonly setup?: ((folder: string) => Promise<void>) | undefined;
}

/** How a pool behaves. */
export interface PoolOptions {
  /** Idle worktrees beyond this are deleted. */
  readonly maxIdle: number;
  /**
   * Untracked entries that survive a reset and are never captured: with a slash a path from the top, without
   * one a name anywhere (`node_modules`). Whatever a tool leaves in them, the next one finds.
   */
  readonly keep?: readonly string[] | undefined;
}

/** Worktrees of one workspace, made by this process, used again and again. */
export interface WorktreePool {
  /** Throws `git_failed` for a commit that is not there, or that this file system cannot hold. */
  lease(commit: string, options?: LeaseOptions): Promise<Worktree>;
  /** Deletes every worktree of the pool, leased ones too. */
  close(): Promise<void>;
}

interface Pool {
  readonly context: PoolContext;
  readonly maxIdle: number;
  readonly idle: PooledTree[];
  readonly treeOf: (commit: string) => Promise<string>;
  readonly end: LeaseEnd;
  closed: boolean;
}

const random = (): string => randomBytes(4).toString('hex');

/** `/x/My Shop.git` → `My Shop`: some tools show the name of the folder that they run in. */
function checkoutName(root: string): string {
  return path.basename(root).replace(/\.git$/, '') || 'repository';
}

async function makeNew(context: PoolContext, tree: string): Promise<PooledTree> {
  const parent = path.join(context.folder, 'trees', random());
  const pooled: PooledTree = {
    parent,
    path: path.join(parent, checkoutName(context.workspace.repository.root)),
    indexFile: path.join(context.folder, 'indexes', random()),
    tree: null,
    freshSecond: null,
    indexDigest: null,
  };
  try {
    if (await createTree(context, pooled, tree)) return pooled;
  } catch (error) {
    dropTree(context, pooled);
    throw error;
  }
  dropTree(context, pooled);
  throw new UetError('git_failed', `the tree ${tree} cannot be checked out faithfully on this file system`, {
    hint: 'Look for file names that differ in letter case only, or that this system does not allow.',
    where: parent,
  });
}

/** An idle worktree that has the tree already is best; else the one used last, which differs least. */
async function takeIdle(pool: Pool, tree: string): Promise<PooledTree | null> {
  while (pool.idle.length > 0) {
    // -1 for none, which splice reads as the last.
    const same = pool.idle.findIndex((pooled) => pooled.tree === tree);
    const [pooled] = pool.idle.splice(same, 1);
    if (pooled === undefined) return null;
    if (await moveToTree(pool.context, pooled, tree)) return pooled;
    dropTree(pool.context, pooled);
  }
  return null;
}

async function obtain(pool: Pool, commit: string): Promise<{ pooled: PooledTree; tree: string }> {
  const tree = await pool.treeOf(commit);
  return { tree, pooled: (await takeIdle(pool, tree)) ?? (await makeNew(pool.context, tree)) };
}

async function prepare(pool: Pool, commit: string): Promise<{ pooled: PooledTree; tree: string }> {
  const { workspace, folder, trash } = pool.context;
  // Shows other machines that share this folder that the pool is in use.
  const now = new Date();
  await utimes(folder, now, now).catch(async () => mkdir(folder, { recursive: true }));
  const { pooled, tree } = await mended(workspace, async () => obtain(pool, commit));
  try {
    trash.take(path.join(pooled.path, '.git'));
    await writeToolRepository({ workspace, worktree: pooled.path, commit, indexFile: pooled.indexFile });
    pooled.indexDigest = await indexDigest(pooled.indexFile);
  } catch (error) {
    dropTree(pool.context, pooled);
    throw error;
  }
  return { pooled, tree };
}

async function lease(pool: Pool, commit: string, { setup }: LeaseOptions): Promise<Worktree> {
  if (pool.closed) throw new UetError('internal', 'the worktree pool is closed');
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    throw new UetError('internal', `a worktree needs a full commit id, not ${JSON.stringify(commit)}`);
  }
  const { pooled, tree } = await onFiles('preparing a worktree', async () => prepare(pool, commit));
  try {
    await setup?.(pooled.path);
  } catch (error) {
    dropTree(pool.context, pooled);
    throw error;
  }
  return handOut(pooled, { commit, tree }, pool.end);
}

async function release(pool: Pool, pooled: PooledTree): Promise<void> {
  if (pool.closed) return;
  const isClean = await resetTree(pool.context, pooled);
  if (pool.closed) return;
  if (isClean && pool.idle.length < pool.maxIdle) pool.idle.push(pooled);
  else dropTree(pool.context, pooled);
}

async function discard(pool: Pool, pooled: PooledTree): Promise<void> {
  if (pool.closed) return;
  dropTree(pool.context, pooled);
  await pool.context.trash.emptied();
}

async function close(pool: Pool): Promise<void> {
  pool.closed = true;
  pool.idle.length = 0;
  await pool.context.trash.emptied();
  await onFiles('deleting the worktrees', async () => removeTree(pool.context.folder));
}

async function openContext(workspace: Workspace, keep: readonly string[]): Promise<PoolContext> {
  const folder = path.join(workspace.folder, 'pools', `${await ownerPrefix()}${random()}`);
  await mkdir(folder, { recursive: true });
  return {
    workspace,
    folder,
    trash: createTrash(path.join(folder, 'trash')),
    keep: keepOf(keep),
    trackedOf: rememberLatest(8, async (tree) => listTree(workspace.reading, tree)),
  };
}

/**
 * A pool of worktrees in a folder that this process owns. Each worktree has a private index and a `.git` of
 * its own instead of `git worktree`'s shared administration, because a tool may do to a shared one as it likes.
 */
export async function createWorktreePool(workspace: Workspace, options: PoolOptions): Promise<WorktreePool> {
  const exclude = options.keep ?? [];
  const context = await onFiles('opening a worktree pool', async () => openContext(workspace, exclude));
  const pool: Pool = {
    context,
    maxIdle: options.maxIdle,
    idle: [],
    treeOf: rememberLatest(256, async (commit) =>
      gitText(['rev-parse', '--verify', '--end-of-options', `${commit}^{commit}^{tree}`], workspace.reading),
    ),
    end: {
      context,
      exclude,
      release: async (pooled) => release(pool, pooled),
      discard: async (pooled) => discard(pool, pooled),
    },
    closed: false,
  };
  return {
    lease: async (commit, leaseOptions = {}) => lease(pool, commit, leaseOptions),
    close: async () => close(pool),
  };
}
