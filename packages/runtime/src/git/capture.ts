import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { type ParsedPatch, parsePatch, UetError } from '@uet/core';
import type { FileChange } from '@uet/schemas';
import { type CaptureScratch, openScratch } from './capture-scratch.js';
import {
  type ChangedPaths,
  captureFailed,
  findChangedPaths,
  type SkippedPath,
  shownPath,
} from './changed-paths.js';
import { type GitOptions, git, gitText } from './git.js';
import { type PoolContext, type PooledTree, placeOf } from './pooled-tree.js';
import { assertRoundTrip } from './round-trip.js';
import { removeTree } from './trash.js';

/** Limits of one capture. */
export interface CaptureOptions {
  /** The largest patch, in bytes; default 50 MiB, as when patches are read. */
  readonly maxBytes?: number | undefined;
  /** The most that the changed files may hold together, in bytes; default 1 GiB. */
  readonly maxChangedBytes?: number | undefined;
  /** Patterns as in `.gitignore` of untracked files to leave out. */
  readonly exclude?: readonly string[] | undefined;
}

/** What was done in a worktree, as a patch that is proven to lead from its base to exactly what was there. */
export interface Capture {
  readonly baseCommit: string;
  readonly baseTree: string;
  /** Id of the tree of what was there; its objects are not kept, because base and patch give them again. */
  readonly resultTree: string;
  /** `git diff --binary --full-index` with renames; empty when nothing was changed. */
  readonly diff: Uint8Array;
  /** Of {@link diff}, in hexadecimal. */
  readonly sha256: string;
  /** {@link diff}, read. */
  readonly parsed: ParsedPatch;
  readonly files: readonly FileChange[];
  readonly insertions: number;
  readonly deletions: number;
  readonly isEmpty: boolean;
  /** What was left out, and why. */
  readonly skipped: readonly SkippedPath[];
}

/** The commit that a lease began with. */
export interface CaptureBase {
  readonly commit: string;
  readonly tree: string;
}

const defaultMaxBytes = 50 * 1024 ** 2;
const defaultMaxChangedBytes = 1024 ** 3;

/** Every setting that changes the bytes of a diff is named, so that the same change is the same patch anywhere. */
const diffArgs = [
  'diff-tree',
  '-r',
  '-p',
  '--binary',
  '--full-index',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--unified=3',
  '--inter-hunk-context=0',
  '--diff-algorithm=myers',
  '--indent-heuristic',
  '--ignore-submodules=none',
  '--submodule=short',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** `git add -A` without nested repositories, which it would turn into submodules or stumble over. */
async function addAll(scratch: CaptureScratch, changed: ChangedPaths): Promise<string> {
  const specs = ['.', ...changed.nested.map((name) => `:(top,exclude,literal)${name}`)];
  const args = ['-c', `core.excludesFile=${scratch.excludesFile}`, 'add', '--all', '--pathspec-from-file=-'];
  const input = Buffer.from(specs.join('\0'), 'latin1');
  await git([...args, '--pathspec-file-nul'], { ...scratch.place, input });
  return gitText(['write-tree'], scratch.place);
}

/** Renames are shown as such, because two thousand lines that only move are no change of two thousand lines. */
const withRenames = ['--find-renames=50%', '-l1000'] as const;
const withoutRenames = ['--no-renames'] as const;

async function diffTrees(place: GitOptions, args: readonly string[], maxBytes: number): Promise<Buffer> {
  const options = { ...place, maxOutputBytes: maxBytes, cutOutput: true };
  const { stdout, isCut } = await git([...diffArgs, ...args], options);
  if (!isCut) return stdout;
  throw captureFailed(
    `the patch has more than ${maxBytes} bytes`,
    'Let .gitignore name what is not to be kept, split the task, or raise the limit.',
  );
}

/** The patch from one tree to another, proven by applying it. */
async function provenDiff(
  { place, baseIndex }: CaptureScratch,
  trees: { readonly base: string; readonly result: string },
  maxBytes: number,
): Promise<Buffer> {
  const attempt = async (renames: readonly string[]): Promise<Buffer> => {
    const diff = await diffTrees(place, [...renames, trees.base, trees.result], maxBytes);
    await assertRoundTrip(place, { baseIndex, resultTree: trees.result, diff });
    return diff;
  };
  return attempt(withRenames).catch(async (error: unknown) => {
    // `git apply` refuses some renames that `git diff` writes, such as a link into a folder of its own name.
    if (!(error instanceof UetError) || error.code !== 'internal') throw error;
    return attempt(withoutRenames);
  });
}

function toFileChange(file: ParsedPatch['files'][number]): FileChange {
  const { kind, insertions, deletions, isBinary: binary } = file;
  const name = file.newPath ?? file.oldPath ?? '';
  return { path: name, kind, insertions, deletions, binary };
}

function toCapture(
  base: CaptureBase,
  resultTree: string,
  diff: Uint8Array,
  nested: readonly string[],
): Capture {
  const parsed = parsePatch(diff, { maxBytes: Number.POSITIVE_INFINITY, maxFiles: Number.POSITIVE_INFINITY });
  return {
    baseCommit: base.commit,
    baseTree: base.tree,
    resultTree,
    diff,
    sha256: createHash('sha256').update(diff).digest('hex'),
    parsed,
    files: parsed.files.map(toFileChange),
    insertions: parsed.insertions,
    deletions: parsed.deletions,
    isEmpty: resultTree === base.tree,
    skipped: nested.map((name) => ({ path: shownPath(name), reason: 'nested_repository' })),
  };
}

async function assertPresent(pooled: PooledTree): Promise<void> {
  const found = await lstat(pooled.path).catch(() => null);
  if (found?.isDirectory() === true) return;
  throw captureFailed(
    'the worktree is gone',
    'The tool must not remove or replace the folder it runs in.',
    pooled.path,
  );
}

/**
 * Compares a worktree with its base by content, in an index that the tool does not know: what it committed,
 * staged or hid in its own `.git` makes no difference. Ignored files, untracked sockets and pipes are left out
 * as git does; nested repositories are left out and reported.
 */
export async function captureTree(
  context: PoolContext,
  pooled: PooledTree,
  base: CaptureBase,
  options: CaptureOptions,
): Promise<Capture> {
  await assertPresent(pooled);
  const scratch = await openScratch(context, pooled, base.tree, options.exclude ?? []);
  const { place, excludesFile } = scratch;
  try {
    const maxBytes = options.maxChangedBytes ?? defaultMaxChangedBytes;
    const { folders } = await context.trackedOf(base.tree);
    const changed = await findChangedPaths(place, { excludesFile, maxBytes, folders });
    const resultTree = changed.none ? base.tree : await addAll(scratch, changed);
    if (resultTree === base.tree) return toCapture(base, resultTree, new Uint8Array(), changed.nested);
    const trees = { base: base.tree, result: resultTree };
    const diff = await provenDiff(scratch, trees, options.maxBytes ?? defaultMaxBytes);
    return toCapture(base, resultTree, diff, changed.nested);
  } finally {
    await removeTree(scratch.folder);
  }
}

/** Tracked files that are changed or gone, by content. */
export async function listChanges(context: PoolContext, pooled: PooledTree): Promise<string[]> {
  const { stdout } = await git(['ls-files', '-z', '-m', '-d'], placeOf(context, pooled));
  const names = stdout
    .toString('latin1')
    .split('\0')
    .filter((name) => name !== '');
  return [...new Set(names)].map(shownPath);
}
