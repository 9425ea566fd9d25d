import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UetError } from '@uet/core';
import { changedFiles } from '../changed-entries.js';
import type { Checkout } from '../checkouts.js';
import { gitEnvironment } from '../git-environment.js';
import { gitFailure } from '../git-failure.js';
import { findBlockers, inCheckout } from './checkout-files.js';
import { type CheckoutLock, lockCheckout, lockOwner, takeOverCheckout } from './checkout-lock.js';
import type { LandingPlace } from './landing-place.js';
import { objectId } from './object-id.js';
import { restoreFiles } from './restore-files.js';
import { listDifferences } from './tree-differences.js';

/** A checkout whose files are at the new commit, while its index, which is locked, is not yet. */
export interface AdvancedCheckout {
  /** Puts the new index in place, once the branch has moved; `onMoved` is told before the lock is removed. */
  finish(onMoved?: () => void): Promise<void>;
  /** Brings the files back, where the branch could not be moved. */
  rollBack(): Promise<void>;
}

interface Moving {
  readonly place: LandingPlace;
  readonly checkout: Checkout;
  readonly lock: CheckoutLock;
}

function dirty(checkout: Checkout, what: string, files: readonly string[]): UetError {
  const names = files.slice(0, 5).join(', ');
  const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
  return new UetError(
    'target_dirty',
    `"${checkout.branch ?? 'HEAD'}" is checked out at ${checkout.path}, and ${what}: ${names}${more}`,
    { where: checkout.path, hint: 'Commit, stash or move them, or land on another branch with --target.' },
  );
}

function fileOf(path: string): string {
  const { ino, size, mtimeNs } = statSync(path, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}

/** By content: the temporary index is refreshed on the way, which `read-tree` relies on. */
async function assertUnchanged({ checkout, lock }: Moving): Promise<void> {
  const changed = await changedFiles(checkout, lock.indexFile);
  if (changed.length > 0) throw dirty(checkout, 'has changes', changed);
}

async function assertNothingInTheWay({ place, checkout, lock }: Moving): Promise<void> {
  const differences = await listDifferences(place.store, lock.move.from, lock.move.to);
  const blockers = await findBlockers(checkout.path, differences);
  if (blockers.length === 0) return;
  throw dirty(checkout, 'has files that git does not know, where new ones belong', blockers);
}

/**
 * Moves the files, if that loses nothing: throws `target_dirty` where a tracked file is changed. Where the index is
 * still the one that was written here last, nothing is staged, and git itself looks at the files that it is about
 * to change; others may be a person's at work, as with `git merge`. That spares a `git status` for each landing.
 */
async function moveCleanFiles(moving: Moving): Promise<void> {
  const { place, checkout, lock } = moving;
  const known = place.indexes.get(checkout.gitDir);
  if (known?.commit === lock.move.from && known.file === fileOf(join(checkout.gitDir, 'index'))) {
    try {
      return await moveFiles(moving);
    } catch (cause) {
      if (!(cause instanceof UetError && cause.code === 'target_dirty')) throw cause;
      // Perhaps only its times are others: the contents decide. git has refused before it changed anything.
    }
  }
  await assertUnchanged(moving);
  await moveFiles(moving);
}

/** git's own refusal, for what `git status` does not show: files marked as unchanged that are changed. */
function readTreeFailure(checkout: Checkout, args: readonly string[], code: number | null, stderr: string) {
  const refused =
    /^error: (?:Entry|Untracked working tree file|Updating) '(.+?)' (?:not uptodate|would)/m.exec(stderr);
  if (refused?.[1] !== undefined) return dirty(checkout, 'git will not overwrite', [refused[1]]);
  return gitFailure(args, `ended with exit code ${code}`, stderr);
}

/**
 * Lets `git read-tree -m -u` move the files and the temporary index. It starts behind a gate: git begins only
 * when its process is named in the lock, so that after a kill of this program no one takes the checkout over
 * while git still writes.
 */
async function moveFiles({ place, checkout, lock }: Moving): Promise<void> {
  const { from, to, owners } = lock.move;
  const emptyTree = objectId(place.store.place.objectFormat, 'tree', Buffer.alloc(0));
  const args = ['read-tree', '-m', '-u', from ?? emptyTree, to];
  const child = spawn('/bin/sh', ['-c', 'read -r go && exec git "$@"', 'git', ...args], {
    cwd: checkout.path,
    env: gitEnvironment({ ...inCheckout(checkout), indexFile: lock.indexFile }),
    stdio: ['pipe', 'ignore', 'pipe'],
    // As every git: a terminal's Ctrl-C does not reach it.
    detached: true,
  });
  const stderr = text(child.stderr);
  child.stdin.on('error', () => undefined);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
    child.once('spawn', () => {
      if (child.pid !== undefined) lock.update({ owners: [...owners, lockOwner(child.pid)] });
      child.stdin.end('go\n');
    });
  });
  if (code !== 0) throw readTreeFailure(checkout, args, code, await stderr);
  lock.update({ has_files: true });
}

async function copyIndex({ checkout, lock }: Moving): Promise<void> {
  const index = join(checkout.gitDir, 'index');
  // A checkout without a single file may have no index yet.
  if (existsSync(index)) await copyFile(index, lock.indexFile);
}

async function finish({ place, checkout, lock }: Moving, onMoved?: () => void): Promise<void> {
  // Gone where the run before this one was killed right behind the rename.
  if (existsSync(lock.indexFile)) {
    await orAbandon(lock, () => rename(lock.indexFile, join(checkout.gitDir, 'index')));
  }
  place.indexes.set(checkout.gitDir, { commit: lock.move.to, file: fileOf(join(checkout.gitDir, 'index')) });
  onMoved?.();
  lock.release();
}

/** Where the work fails, the lock stays, without owners: the next call takes it over and tries again. */
async function orAbandon(lock: CheckoutLock, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    lock.update({ owners: [] });
    throw cause;
  }
}

async function undo({ place, checkout, lock }: Moving): Promise<void> {
  await orAbandon(lock, () => restoreFiles(place.store, checkout, lock.move.from, lock.move.to));
  lock.release();
}

/**
 * Moves the files of a clean checkout from one commit (null: none) to another; `onLocked` is told once its index
 * is locked. Throws `target_dirty`, `repository_locked`, `disk_full` or `git_failed`, with the files as they were.
 */
export async function advanceCheckout(
  place: LandingPlace,
  checkout: Checkout,
  change: { readonly oldCommit: string | null; readonly newCommit: string },
  onLocked: () => void,
): Promise<AdvancedCheckout> {
  const lock = await lockCheckout(checkout.gitDir, change.oldCommit, change.newCommit);
  const moving = { place, checkout, lock };
  try {
    onLocked();
    await copyIndex(moving);
    await assertNothingInTheWay(moving);
  } catch (cause) {
    lock.release();
    throw cause;
  }
  try {
    await moveCleanFiles(moving);
  } catch (cause) {
    await undo(moving);
    throw cause;
  }
  return { finish: (onMoved) => finish(moving, onMoved), rollBack: () => undo(moving) };
}

/**
 * Ends what a killed run began in a checkout: forward where the branch has moved (`tip` is where it is now), back
 * otherwise. Does nothing where there is nothing to end. Throws `repository_locked` while that run still works.
 */
export async function recoverCheckout(
  place: LandingPlace,
  checkout: Checkout,
  tip: string | null,
): Promise<void> {
  const lock = await takeOverCheckout(checkout.gitDir);
  if (lock === null) return;
  const moving = { place, checkout, lock };
  const { from, to, has_files: hasFiles } = lock.move;
  if (tip !== to) return undo(moving);
  if (!hasFiles) {
    // Someone else moved the branch to this very commit.
    await restoreFiles(place.store, checkout, from, to);
    await copyIndex(moving);
    // Refreshes the index, which git relies on.
    await changedFiles(checkout, lock.indexFile);
    await moveFiles(moving);
  }
  await finish(moving);
}
