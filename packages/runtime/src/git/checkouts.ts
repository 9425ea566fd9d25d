import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { git } from './git.js';

/** An operation that git has begun in a checkout and not ended; `am` is a mailbox being applied. */
export type OperationInProgress = 'rebase' | 'am' | 'merge' | 'cherry-pick' | 'revert' | 'bisect';

/** One folder where a branch of the repository is, or may be, checked out: the main one and linked worktrees. */
export interface Checkout {
  readonly path: string;
  /** Its own git directory: where its HEAD and index are. */
  readonly gitDir: string;
  /** Short name of the branch, also of one without a commit yet; null when detached. */
  readonly branch: string | null;
  readonly inProgress: OperationInProgress | null;
  /** Short names of branches that the operation in progress is going to move. */
  readonly heldBranches: readonly string[];
}

const exists = async (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const readText = async (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

/** `refs/heads/x` → `x`; anything else is no branch. */
export function branchOfRef(ref: string): string | null {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}

/** Marker files in a git directory, as `git status` reads them. */
async function operationIn(gitDir: string): Promise<OperationInProgress | null> {
  const names = new Set(await readdir(gitDir).catch(() => []));
  if (names.has('rebase-merge')) return 'rebase';
  if (names.has('rebase-apply')) {
    return (await exists(path.join(gitDir, 'rebase-apply', 'applying'))) ? 'am' : 'rebase';
  }
  if (names.has('MERGE_HEAD')) return 'merge';
  if (names.has('CHERRY_PICK_HEAD')) return 'cherry-pick';
  if (names.has('REVERT_HEAD')) return 'revert';
  // Between two picks of a series there is no *_HEAD, only the list of what is to come.
  if (await exists(path.join(gitDir, 'sequencer', 'todo'))) return 'cherry-pick';
  return names.has('BISECT_LOG') ? 'bisect' : null;
}

/** HEAD is detached during a rebase or bisect; these files tell which branches come back at its end. */
async function branchesHeldIn(gitDir: string): Promise<string[]> {
  const held = new Set<string>();
  for (const folder of ['rebase-merge', 'rebase-apply']) {
    const ref = (await readText(path.join(gitDir, folder, 'head-name'))).trim();
    const branch = branchOfRef(ref);
    if (branch !== null) held.add(branch);
  }
  // `git rebase --update-refs`: groups of three lines, the first of which is the ref.
  for (const line of (await readText(path.join(gitDir, 'rebase-merge', 'update-refs'))).split('\n')) {
    const branch = branchOfRef(line.trim());
    if (branch !== null) held.add(branch);
  }
  const start = (await readText(path.join(gitDir, 'BISECT_START'))).trim();
  if (start !== '' && !/^[0-9a-f]{40,64}$/.test(start)) held.add(branchOfRef(start) ?? start);
  return [...held];
}

async function gitDirOf(folder: string): Promise<string | null> {
  const entry = path.join(folder, '.git');
  const found = await stat(entry).catch(() => null);
  if (found === null) return null;
  if (found.isDirectory()) return entry;
  const target = /^gitdir: (.*?)\n?$/s.exec(await readText(entry))?.[1];
  return target === undefined ? null : path.resolve(folder, target);
}

interface Listed {
  readonly path: string;
  readonly branch: string | null;
  readonly isBare: boolean;
}

/** `git worktree list --porcelain -z`: attributes end with NUL, records with one more. */
function parseWorktreeList(text: string): Listed[] {
  const records = text.split('\0\0').filter((record) => record !== '');
  return records.flatMap((record) => {
    const lines = record.split('\0');
    const value = (name: string): string | undefined =>
      lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
    const folder = value('worktree');
    if (folder === undefined) return [];
    return [{ path: folder, branch: branchOfRef(value('branch') ?? ''), isBare: lines.includes('bare') }];
  });
}

/** Where {@link listCheckouts} looks. */
export interface CheckoutsOf {
  readonly root: string;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly isBare: boolean;
}

/** Every existing checkout of a repository, the main one first; none for a bare one without linked worktrees. */
export async function listCheckouts(repository: CheckoutsOf): Promise<Checkout[]> {
  const { stdout } = await git(['worktree', 'list', '--porcelain', '-z'], { gitDir: repository.gitDir });
  const listed = parseWorktreeList(stdout.toString());
  const checkouts = await Promise.all(
    listed.map(async (entry, index): Promise<Checkout | null> => {
      if (entry.isBare) return null;
      // git names the wrong folder for the main checkout of a submodule, so what is known goes first.
      const isMain = index === 0;
      const isOurs = isMain && repository.gitDir === repository.commonDir;
      const folder = isOurs ? repository.root : entry.path;
      const gitDir = isMain ? repository.commonDir : await gitDirOf(folder);
      if (gitDir === null || !(await exists(folder))) return null;
      const [inProgress, heldBranches] = await Promise.all([operationIn(gitDir), branchesHeldIn(gitDir)]);
      return { path: folder, gitDir, branch: entry.branch, inProgress, heldBranches };
    }),
  );
  return checkouts.filter((checkout) => checkout !== null);
}
