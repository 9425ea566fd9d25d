import { UetError } from '@uet/core';
import { type GitOptions, git, gitText } from './git.js';
import { copyIndex } from './index-file.js';

/** Applies a patch to a temporary index that holds its base, and returns the tree that comes out. */
async function applyToIndex(place: GitOptions, baseIndex: string, patch: Uint8Array): Promise<string> {
  const indexFile = `${baseIndex}.applied`;
  await copyIndex(baseIndex, indexFile);
  const scratch = { ...place, indexFile };
  if (patch.length > 0) await git(['apply', '--cached', '--binary', '-'], { ...scratch, input: patch });
  return gitText(['write-tree'], scratch);
}

/** Proves that base and patch together give exactly the captured tree; throws `internal` where they do not. */
export async function assertRoundTrip(
  place: GitOptions,
  captured: { readonly baseIndex: string; readonly resultTree: string; readonly diff: Uint8Array },
): Promise<void> {
  const tree = await applyToIndex(place, captured.baseIndex, captured.diff).catch((cause: unknown) => {
    const isRefusal = cause instanceof UetError && cause.code === 'git_failed';
    if (!isRefusal) throw cause;
    throw new UetError('internal', `git cannot apply the captured patch to its own base: ${cause.message}`, {
      cause,
    });
  });
  if (tree === captured.resultTree) return;
  throw new UetError(
    'internal',
    `base and patch give the tree ${tree}, the worktree is ${captured.resultTree}`,
  );
}
