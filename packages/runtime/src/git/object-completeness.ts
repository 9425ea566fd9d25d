import { UetError } from '@uet/core';
import { git, gitText } from './git.js';

async function isPartialClone(gitDir: string): Promise<boolean> {
  const pattern = '^(extensions\\.partialclone|remote\\..*\\.promisor)$';
  const { stdout } = await git(['config', '--get-regexp', pattern], { gitDir, okExitCodes: [0, 1] });
  return stdout.length > 0;
}

function partial(root: string, missing: number): UetError {
  return new UetError(
    'bad_repository',
    `${root} is a partial clone: ${missing} objects of its HEAD are missing`,
    {
      hint: 'Clone it again without --filter.',
      where: root,
    },
  );
}

function broken(root: string, detail: string, cause?: unknown): UetError {
  return new UetError('bad_repository', `${root} is damaged: ${detail}`, {
    hint: 'Run git fsck there, then restore the objects from another clone.',
    where: root,
    cause,
  });
}

/**
 * Throws `bad_repository` unless every object of a commit's tree is there. It asks for presence, not for
 * content: reading everything (`git fsck`) takes minutes where this takes milliseconds.
 */
export async function assertComplete(
  repository: { readonly root: string; readonly gitDir: string },
  commit: string,
): Promise<void> {
  const { root, gitDir } = repository;
  const args = ['rev-list', '--objects', '--no-object-names', '--no-walk', '--missing=print', commit, '--'];
  const listed = await gitText(args, { gitDir }).catch((cause: unknown) => {
    if (cause instanceof UetError && cause.code === 'git_failed') throw broken(root, cause.message, cause);
    throw cause;
  });
  const missing = listed.split('\n').filter((line) => line.startsWith('?'));
  if (missing.length === 0) return;
  if (await isPartialClone(gitDir)) throw partial(root, missing.length);
  throw broken(
    root,
    `${missing.length} objects of its HEAD are missing, ${missing[0]?.slice(1) ?? ''} for one`,
  );
}
