import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { alternatesText } from './alternates.js';
import { type GitOptions, git } from './git.js';
import { copyIndex, indexDigest } from './index-file.js';
import { type PoolContext, type PooledTree, placeOf } from './pooled-tree.js';

/** Index and object directory of one capture. */
export interface CaptureScratch {
  readonly folder: string;
  /** The worktree with an index of this capture's own, which new content is added to. */
  readonly place: GitOptions & { readonly workTree: string };
  /** An index of the base as it was when the lease began; never changed. */
  readonly baseIndex: string;
  /** Patterns of untracked files to leave out. */
  readonly excludesFile: string;
}

/**
 * Prepares one capture. New objects go here instead of into a shared place: nothing piles up, and nothing that
 * a tool has written anywhere can be taken for them.
 */
export async function openScratch(
  context: PoolContext,
  pooled: PooledTree,
  baseTree: string,
  exclude: readonly string[],
): Promise<CaptureScratch> {
  const folder = path.join(context.folder, 'scratch', randomBytes(6).toString('hex'));
  const objects = path.join(folder, 'objects');
  await mkdir(path.join(objects, 'info'), { recursive: true });
  const excludesFile = path.join(folder, 'exclude');
  const baseIndex = path.join(folder, 'base');
  const indexFile = path.join(folder, 'index');
  // Pathspecs are patterns here, because a nested repository is left out by one.
  const env = { GIT_OBJECT_DIRECTORY: objects, GIT_LITERAL_PATHSPECS: '0' };
  const place = { ...placeOf(context, pooled), workTree: pooled.path, indexFile, env };
  await Promise.all([
    writeFile(path.join(objects, 'info', 'alternates'), alternatesText(context.workspace.objectStores)),
    writeFile(excludesFile, exclude.map((pattern) => `${pattern}\n`).join('')),
  ]);
  if ((await indexDigest(pooled.indexFile)) === pooled.indexDigest)
    await copyIndex(pooled.indexFile, baseIndex);
  // A tool has found and changed it; a new one has no file times, so every file is read again.
  else await git(['read-tree', baseTree], { ...place, indexFile: baseIndex });
  await copyIndex(baseIndex, indexFile);
  return { folder, place, baseIndex, excludesFile };
}
