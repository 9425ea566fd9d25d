import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UetError } from '@uet/core';
import { type Checkout, listCheckouts } from '../checkouts.js';
import { git } from '../git.js';
import type { Repository } from '../inspect-repository.js';
import { type AdvancedCheckout, advanceCheckout, recoverCheckout } from './advance-checkout.js';
import { lockWaitMs } from './checkout-lock.js';
import { findCheckouts, readSmallFile } from './find-checkouts.js';
import type { LandingPlace } from './landing-place.js';
import { missingObjects } from './missing-objects.js';
import { type RefChange, type RefUpdater, readRef } from './ref-updater.js';

/** Whether a branch is now where it should be; else where it is. */
export type MoveResult = { readonly moved: true } | { readonly moved: false; readonly actual: string | null };

/** The steps of a move, told before the next one begins. */
export type MoveStep = 'checkout_locked' | 'files_moved' | 'branch_moved' | 'index_moved';

/** git's compare-and-swap; waits for other programs' locks, then throws `repository_locked`. */
async function swap(refs: RefUpdater, { commonDir }: Repository, change: RefChange): Promise<MoveResult> {
  const deadline = Date.now() + lockWaitMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 2, 250)) {
    try {
      await refs.update(change);
      return { moved: true };
    } catch (cause) {
      const isLocked = cause instanceof UetError && cause.code === 'repository_locked';
      if (isLocked && Date.now() < deadline) {
        await wait(pauseMs);
        continue;
      }
      const actual = await readRef(commonDir, change.ref);
      // Moved before the answer was lost, or by an earlier call.
      if (actual === change.newCommit) return { moved: true };
      if (actual === change.oldCommit || isLocked) throw cause;
      return { moved: false, actual };
    }
  }
}

async function assertWhole({ store }: LandingPlace, { newCommit, oldCommit }: RefChange): Promise<void> {
  const [missing] = await missingObjects(store, newCommit, oldCommit);
  if (missing === undefined) return;
  throw new UetError('overtaken', `the commit ${newCommit} cannot be landed: its object ${missing} is gone`, {
    hint: 'Build the candidate again; a `git gc --prune=now` has removed it.',
  });
}

function assertNoSymbolicRef({ commonDir }: Repository, ref: string): void {
  const text = readSmallFile(join(commonDir, ref));
  if (!text.startsWith('ref:')) return;
  throw new UetError('bad_target', `${ref} is only another name of ${text.slice(4).trim()}`, {
    hint: 'Name that branch itself.',
  });
}

/** Moves the files of each checkout, then the branch, then the indexes. */
async function moveWithCheckouts(
  place: LandingPlace,
  change: RefChange,
  checkouts: readonly Checkout[],
  onStep: (step: MoveStep) => void,
): Promise<MoveResult> {
  const { refs, repository } = place;
  const { ref, oldCommit, newCommit } = change;
  // The swap decides; this only saves moving the files of a checkout for nothing.
  const loose = readSmallFile(join(repository.commonDir, ref));
  const actual = loose === '' ? await readRef(repository.commonDir, ref) : loose;
  for (const checkout of checkouts) await recoverCheckout(place, checkout, actual);
  if (actual === newCommit) return { moved: true };
  if (actual !== oldCommit) return { moved: false, actual };
  const advanced: AdvancedCheckout[] = [];
  let result: MoveResult = { moved: false, actual };
  try {
    for (const checkout of checkouts) {
      advanced.push(await advanceCheckout(place, checkout, change, () => onStep('checkout_locked')));
    }
    onStep('files_moved');
    result = await swap(refs, repository, change);
    onStep('branch_moved');
  } finally {
    for (const each of advanced) {
      await (result.moved ? each.finish(() => onStep('index_moved')) : each.rollBack());
    }
  }
  return result;
}

/**
 * Moves a branch from one commit to another, if it is still at the first: `git update-ref` compares and swaps. A
 * clean checkout of the branch is moved along; nothing else of the user's is touched.
 *
 * Killed at any point, it leaves the branch at one of the two commits, and the same call again (or
 * {@link recoverCheckouts}) ends what was begun: a checkout goes forward where the branch has moved, else back.
 *
 * Throws `target_dirty`, `bad_target`, `repository_locked`, and `overtaken` where the commit lost objects.
 */
export async function moveBranch(
  place: LandingPlace,
  change: RefChange,
  onStep: (step: MoveStep) => void = () => undefined,
): Promise<MoveResult> {
  const { repository, refs } = place;
  assertNoSymbolicRef(repository, change.ref);
  await assertWhole(place, change);
  const checkouts = await findCheckouts(repository, change.ref);
  if (checkouts.length === 0) return swap(refs, repository, change);
  return moveWithCheckouts(place, change, checkouts, onStep);
}

/**
 * Ends what killed runs began in the checkouts of a repository. To be called before anyone looks at their state:
 * what a killed run leaves behind is a lock, and files that are ahead of it.
 */
export async function recoverCheckouts(place: LandingPlace): Promise<void> {
  const { repository } = place;
  for (const checkout of await listCheckouts(repository)) {
    const { branch } = checkout;
    const tip = branch === null ? null : await readRef(repository.commonDir, `refs/heads/${branch}`);
    await recoverCheckout(place, checkout, tip);
  }
}

/** True where a branch is at this commit, or has it in its history. */
export async function isLanded(repository: Repository, ref: string, commit: string): Promise<boolean> {
  const tip = await readRef(repository.commonDir, ref);
  if (tip === null || tip === commit) return tip !== null;
  const { exitCode } = await git(['merge-base', '--is-ancestor', commit, tip], {
    gitDir: repository.commonDir,
    okExitCodes: [0, 1, 128],
  });
  return exitCode === 0;
}
