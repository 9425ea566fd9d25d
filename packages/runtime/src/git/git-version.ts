import { UetError } from '@uet/core';
import { gitText } from './git.js';

/** The oldest git that has everything used here (`worktree list -z`, `merge-tree --write-tree`). */
const oldest = { major: 2, minor: 39 } as const;

/** Throws `spawn_failed` unless an answer of `git --version` names a git that is new enough. */
export function assertVersion(answer: string): void {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(answer) ?? [];
  const isNew =
    Number(major) > oldest.major || (Number(major) === oldest.major && Number(minor) >= oldest.minor);
  if (isNew) return;
  throw new UetError('spawn_failed', `${answer.trim() || 'this git'} is too old`, {
    hint: `Install git ${oldest.major}.${oldest.minor} or newer and put it on PATH.`,
  });
}

/** Throws `spawn_failed` when the git on PATH is missing or too old. */
export async function assertGit(): Promise<void> {
  assertVersion(await gitText(['version']));
}
