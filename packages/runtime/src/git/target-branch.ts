import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UetError } from '@uet/core';
import { changedFiles } from './changed-entries.js';
import { type Checkout, listCheckouts, type OperationInProgress } from './checkouts.js';
import { git, gitText } from './git.js';
import type { Repository } from './inspect-repository.js';

/** A lock file that another git process holds, or left behind. */
export interface HeldLock {
  readonly path: string;
  readonly ageMs: number;
}

/** A branch as a place to land on, at the moment it was looked at. */
export interface TargetBranch {
  readonly branch: string;
  /** Full name, `refs/heads/…`. */
  readonly ref: string;
  readonly exists: boolean;
  readonly commit: string | null;
  /** Folders whose HEAD is this branch; more than one only where git was forced. */
  readonly checkouts: readonly Checkout[];
  /** The first of {@link checkouts}, or null. */
  readonly checkedOutAt: string | null;
  /** True when no tracked file of its checkout is changed, or when it is not checked out. */
  readonly clean: boolean;
  /** Changed tracked files of its checkout. */
  readonly changes: readonly string[];
  /** What git is in the middle of, where that will move or rewrite this branch. */
  readonly inProgress: OperationInProgress | null;
  readonly inProgressAt: string | null;
  readonly lockedBy: HeldLock | null;
  /** The ref this one is only another name of. */
  readonly symbolicTo: string | null;
  /** An existing ref that cannot exist beside this one (`a` and `a/b`). */
  readonly clashesWith: string | null;
}

async function refOf(branch: string, gitDir: string): Promise<string> {
  const short = branch.startsWith('refs/heads/') ? branch.slice('refs/heads/'.length) : branch;
  const ref = `refs/heads/${short}`;
  const isOdd = /^(-|refs\/)|\0/.test(short) || short === 'HEAD' || short === '@' || short === '';
  const checked = isOdd
    ? { exitCode: 1 }
    : await git(['check-ref-format', ref], { gitDir, okExitCodes: [0, 1] });
  if (checked.exitCode === 0) return ref;
  throw new UetError('bad_target', `${JSON.stringify(branch)} is not a branch name that git accepts`, {
    hint: 'Use letters, digits, dashes and slashes, for example uet/update-headers.',
  });
}

interface Refs {
  readonly commit: string | null;
  readonly symbolicTo: string | null;
  readonly clashesWith: string | null;
}

async function readRefs(gitDir: string, ref: string): Promise<Refs> {
  const parts = ref.split('/');
  // A pattern names the ref itself and all below it, so its own name and its parents' cover every clash.
  const parents = parts.map((_, index) => parts.slice(0, index + 1).join('/')).slice(2, -1);
  const format = '--format=%(refname) %(objectname)';
  const [listed, symbolic] = await Promise.all([
    gitText(['for-each-ref', format, ref, ...parents], { gitDir }),
    git(['symbolic-ref', '--quiet', ref], { gitDir, okExitCodes: [0, 1] }),
  ]);
  const rows = new Map(
    listed.split('\n').map((line): [string, string] => {
      const [name = '', commit = ''] = line.split(' ');
      return [name, commit];
    }),
  );
  const clash = [...rows.keys()].find((name) => parents.includes(name) || name.startsWith(`${ref}/`));
  return {
    commit: rows.get(ref) ?? null,
    symbolicTo: symbolic.stdout.toString().trim() || null,
    clashesWith: clash ?? null,
  };
}

async function findLock(files: readonly string[]): Promise<HeldLock | null> {
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found !== null) return { path: file, ageMs: Math.max(0, Math.round(Date.now() - found.mtimeMs)) };
  }
  return null;
}

/** Looks at a branch as a place to land on. Throws `bad_target` only for a name that git does not accept. */
export async function resolveTarget(repository: Repository, branch: string): Promise<TargetBranch> {
  const { gitDir, commonDir } = repository;
  const ref = await refOf(branch, gitDir);
  const short = ref.slice('refs/heads/'.length);
  const [refs, all] = await Promise.all([readRefs(gitDir, ref), listCheckouts(repository)]);
  const checkouts = all.filter((checkout) => checkout.branch === short);
  const busy =
    all.find((each) => each.heldBranches.includes(short)) ?? checkouts.find((each) => each.inProgress);
  const locks = [`${path.join(commonDir, ref)}.lock`, path.join(commonDir, 'packed-refs.lock')];
  for (const checkout of checkouts) {
    locks.push(path.join(checkout.gitDir, 'index.lock'), path.join(checkout.gitDir, 'HEAD.lock'));
  }
  const changes = (await Promise.all(checkouts.map((checkout) => changedFiles(checkout)))).flat();
  return {
    branch: short,
    ref,
    exists: refs.commit !== null,
    ...refs,
    checkouts,
    checkedOutAt: checkouts[0]?.path ?? null,
    clean: changes.length === 0,
    changes,
    inProgress: busy?.inProgress ?? null,
    inProgressAt: busy?.path ?? null,
    lockedBy: await findLock(locks),
  };
}

function badTarget(message: string, hint: string): UetError {
  return new UetError('bad_target', message, { hint });
}

const another = 'or land on another branch with --target.';

function describeAge(ageMs: number): string {
  const seconds = Math.round(ageMs / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

function assertFree(target: TargetBranch): void {
  const { branch } = target;
  if (target.symbolicTo !== null) {
    throw badTarget(`"${branch}" is only another name of ${target.symbolicTo}`, 'Name that branch itself.');
  }
  if (target.clashesWith !== null) {
    throw badTarget(
      `"${branch}" cannot exist beside ${target.clashesWith}: git keeps branch names like files and folders`,
      'Choose another name.',
    );
  }
  if (target.checkouts.length > 1) {
    const places = target.checkouts.map((checkout) => checkout.path).join(', ');
    throw badTarget(`"${branch}" is checked out more than once: ${places}`, `Leave one of them, ${another}`);
  }
  if (target.inProgress !== null) {
    throw badTarget(
      `"${branch}" is in the middle of a ${target.inProgress} at ${target.inProgressAt ?? ''}`,
      `Finish or abort the ${target.inProgress} there, ${another}`,
    );
  }
  if (target.checkedOutAt !== null && !target.exists) {
    throw badTarget(
      `"${branch}" is checked out at ${target.checkedOutAt} but has no commit`,
      `Commit there, ${another}`,
    );
  }
}

/** Throws `bad_target`, `repository_locked` or `target_dirty` where a branch cannot be landed on as it is. */
export function assertLandable(target: TargetBranch): void {
  assertFree(target);
  if (target.lockedBy !== null) {
    const { path: file, ageMs } = target.lockedBy;
    throw new UetError('repository_locked', `${file} has locked the repository for ${describeAge(ageMs)}`, {
      hint: 'If no git command is running there, remove that file.',
      where: file,
    });
  }
  if (!target.clean) {
    const names = target.changes.slice(0, 3).join(', ');
    const more = target.changes.length > 3 ? ` and ${target.changes.length - 3} more` : '';
    throw new UetError(
      'target_dirty',
      `"${target.branch}" is checked out at ${target.checkedOutAt ?? ''} with changes in ${names}${more}`,
      { hint: `Commit or stash them, ${another}`, where: target.checkedOutAt ?? '' },
    );
  }
}
