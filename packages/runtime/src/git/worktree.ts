import { UetError } from '@uet/core';
import { type Capture, type CaptureBase, type CaptureOptions, captureTree, listChanges } from './capture.js';
import type { PoolContext, PooledTree } from './pooled-tree.js';
import { onFiles } from './system-error.js';
import { mended } from './workspace-repository.js';

/** One leased worktree: exactly the tree of its commit, plus a `.git` of its own for the tool. */
export interface Worktree {
  readonly path: string;
  readonly commit: string;
  /** The tree of that commit. */
  readonly tree: string;
  /** Variables for whatever runs in it: without its `.git`, git must not find one further up instead. */
  readonly environment: Readonly<Record<string, string>>;
  /** What has been done since the lease began, as a patch. Throws `capture_failed` for what no patch can hold. */
  capture(options?: CaptureOptions): Promise<Capture>;
  /** Tracked files that are changed or gone. */
  status(): Promise<string[]>;
  /** Undoes everything and gives the worktree back; deletes it where that cannot be proven. */
  release(): Promise<void>;
  /** Deletes the worktree, for example because a process of the tool may still run in it. */
  discard(): Promise<void>;
}

/** What a lease needs of the pool it came from. */
export interface LeaseEnd {
  readonly context: PoolContext;
  /** Left out of every capture, beside what the caller leaves out. */
  readonly exclude: readonly string[];
  release(pooled: PooledTree): Promise<void>;
  discard(pooled: PooledTree): Promise<void>;
}

/** Hands a prepared worktree out; after `release` or `discard` every call throws `internal`. */
export function handOut(pooled: PooledTree, base: CaptureBase, end: LeaseEnd): Worktree {
  const { context } = end;
  let over = false;
  const assertLeased = (): void => {
    if (over) throw new UetError('internal', `the worktree ${pooled.path} was given back already`);
  };
  const onTree = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    assertLeased();
    return onFiles(doing, async () => mended(context.workspace, work));
  };
  const finish = async (how: (tree: PooledTree) => Promise<void>): Promise<void> => {
    assertLeased();
    over = true;
    await how(pooled);
  };
  return {
    path: pooled.path,
    ...base,
    environment: { GIT_CEILING_DIRECTORIES: pooled.parent },
    capture: async (options = {}) => {
      const exclude = [...end.exclude, ...(options.exclude ?? [])];
      return onTree('capturing a patch', async () =>
        captureTree(context, pooled, base, { ...options, exclude }),
      );
    },
    status: async () => onTree('looking for changes', async () => listChanges(context, pooled)),
    release: async () => finish(end.release),
    discard: async () => finish(end.discard),
  };
}
