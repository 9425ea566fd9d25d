import type { PatchArtifact, RunState, Task } from '@uet/schemas';
import type { CommitText } from '../git/landing/index.js';

/** What the message, author and committer of a landing are made from. */
export interface CommitFacts {
  readonly run: Pick<RunState, 'id'>;
  readonly task: Pick<Task, 'key' | 'title'>;
  readonly patch: Pick<PatchArtifact, 'id' | 'message' | 'author'>;
  /** The user of the repository. */
  readonly identity: { readonly name: string; readonly email: string };
  readonly now: Date;
}

/**
 * The commit of a patch: one that came with an author keeps author, date and message; any other gets its message,
 * else the task's title, and trailers that lead back to run, task and patch. The committer is the repository's
 * user, now.
 */
export function commitTextOf({ run, task, patch, identity, now }: CommitFacts): CommitText {
  const committer = { ...identity, date: `${Math.floor(now.getTime() / 1000)} +0000` };
  const text = patch.message ?? task.title;
  if (patch.author !== null) return { message: text, author: patch.author, committer };
  const trailers = [`Uet-Run: ${run.id}`, `Uet-Task: ${task.key}`, `Uet-Patch: ${patch.id}`];
  return { message: `${text.trimEnd()}\n\n${trailers.join('\n')}\n`, author: committer, committer };
}
