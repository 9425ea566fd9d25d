import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UetError } from '@uet/core';
import { branchOfRef, type Checkout, listCheckouts } from '../checkouts.js';
import type { Repository } from '../inspect-repository.js';

/** HEAD, and the files in which an operation under way keeps the branch that it will move at its end. */
const headFiles = ['HEAD', 'rebase-merge/head-name', 'rebase-apply/head-name', 'BISECT_START'];
/** What git leaves in a git directory while it is in the middle of something. */
const operationFiles =
  /^(?:rebase-merge|rebase-apply|sequencer|BISECT_LOG|(?:MERGE|CHERRY_PICK|REVERT)_HEAD)$/;

/** The text of a small file; empty where there is none. */
export function readSmallFile(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
    ? readFileSync(path, 'utf8').trim()
    : '';
}

/** The git directories of all checkouts of a repository. */
function checkoutDirs({ commonDir, isBare }: Repository): string[] {
  const folder = join(commonDir, 'worktrees');
  const linked = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return isBare ? linked : [commonDir, ...linked];
}

/** The folder of a checkout, where that can be told without git. */
function folderOf({ root, gitDir: ours, commonDir }: Repository, gitDir: string): string | null {
  if (gitDir === ours) return root;
  const file = gitDir === commonDir ? '' : readSmallFile(join(gitDir, 'gitdir'));
  return file.startsWith('/') && existsSync(file) ? dirname(file) : null;
}

async function askGit(repository: Repository, branch: string): Promise<Checkout[]> {
  const all = await listCheckouts(repository);
  const checkouts = all.filter((checkout) => checkout.branch === branch);
  const busy =
    all.find(({ heldBranches }) => heldBranches.includes(branch)) ??
    checkouts.find((each) => each.inProgress);
  if (busy === undefined) return checkouts;
  throw new UetError(
    'bad_target',
    `"${branch}" is in the middle of a ${busy.inProgress ?? 'rebase'} at ${busy.path}`,
    { hint: 'Finish or abort it there, or land on another branch with --target.', where: busy.path },
  );
}

/**
 * The checkouts of a branch at this moment. Looked for before each move, so it reads a few small files, and asks
 * git (`worktree list`, 3 ms) only where those leave a doubt. Throws `bad_target` where git is in the middle of
 * something with this branch.
 */
export async function findCheckouts(repository: Repository, ref: string): Promise<Checkout[]> {
  const branch = branchOfRef(ref) ?? ref;
  const found: Checkout[] = [];
  for (const gitDir of checkoutDirs(repository)) {
    const texts = headFiles.map((file) => readSmallFile(join(gitDir, file)));
    // With reftable, HEAD is a stub and tells nothing.
    const isDoubtful =
      texts[0] === 'ref: refs/heads/.invalid' || texts.includes(ref) || texts.includes(branch);
    if (!isDoubtful && texts[0] !== `ref: ${ref}`) continue;
    const path = folderOf(repository, gitDir);
    const isBusy = readdirSync(gitDir).some((name) => operationFiles.test(name));
    if (isDoubtful || isBusy || path === null) return askGit(repository, branch);
    found.push({ path, gitDir, branch, inProgress: null, heldBranches: [] });
  }
  return found;
}
