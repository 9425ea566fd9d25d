import type { Checkout } from './checkouts.js';
import { git } from './git.js';

/** One path of a checkout that differs from its HEAD. */
export interface ChangedEntry {
  /** The two letters of `git status --porcelain`: in the index, and in the folder. */
  readonly code: string;
  /** From the root of the checkout, its bytes as Latin-1. */
  readonly bytes: string;
}

/** What is changed in a checkout by the user's own rules (line endings, filters); the index is not written. */
export async function changedEntries(
  checkout: Checkout,
  { untracked }: { readonly untracked: boolean },
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
  });
  return stdout
    .toString('latin1')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => ({ code: entry.slice(0, 2), bytes: entry.slice(3) }));
}
