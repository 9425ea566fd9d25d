import type { Checkout } from './checkouts.js';
import { git } from './git.js';

/** One path of a checkout that differs from its HEAD. */
export interface ChangedEntry {
  /** The two letters of `git status --porcelain`: in the index, and in the folder. */
  readonly code: string;
  /** From the root of the checkout, its bytes as Latin-1. */
  readonly bytes: string;
}

interface Look {
  readonly untracked: boolean;
  /** An index to take instead of the checkout's own; unlike that one it is refreshed on the way. */
  readonly indexFile?: string;
}

/** What is changed in a checkout by the user's own rules (line endings, filters); its index is not written. */
export async function changedEntries(
  checkout: Checkout,
  { untracked, indexFile }: Look,
): Promise<ChangedEntry[]> {
  const scope = [
    `--untracked-files=${untracked ? 'normal' : 'no'}`,
    '--no-renames',
    '--ignore-submodules=dirty',
  ];
  const { stdout } = await git(['status', '--porcelain=v1', '-z', ...scope], {
    gitDir: checkout.gitDir,
    workTree: checkout.path,
    cwd: checkout.path,
    config: 'user',
    ...(indexFile === undefined ? {} : { indexFile, env: { GIT_OPTIONAL_LOCKS: '1' } }),
  });
  return stdout
    .toString('latin1')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => ({ code: entry.slice(0, 2), bytes: entry.slice(3) }));
}

/** Tracked files that are changed, by their paths from the root of the checkout. */
export async function changedFiles(checkout: Checkout, indexFile?: string): Promise<string[]> {
  const entries = await changedEntries(checkout, {
    untracked: false,
    ...(indexFile === undefined ? {} : { indexFile }),
  });
  return entries.map(({ bytes }) => Buffer.from(bytes, 'latin1').toString());
}
