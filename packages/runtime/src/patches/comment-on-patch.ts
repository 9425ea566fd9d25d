import { type Actor, type ChangeSet, UetError } from '@uet/core';
import type { PatchComment, PatchLedgerEntry } from '@uet/schemas';
import { type EngineContext, transact } from '../engine/engine-context.js';
import { findPatch } from '../runs/find-by-id.js';
import { parsedPatchOf } from './parsed-patch.js';

/** What is said, and of which line of which file: of the whole patch where the path is null. */
export interface NewComment extends Pick<PatchComment, 'path' | 'side' | 'line' | 'body'> {
  readonly patchId: string;
}

/**
 * Says something of a patch. The next attempt of its task is told; a comment alone starts none. Throws
 * `bad_argument` for a place that the patch does not have.
 */
export async function commentOnPatch(
  context: EngineContext,
  { patchId, path, side, line, body }: NewComment,
  actor: Actor,
): Promise<PatchComment> {
  const entry = await findPatch(context, patchId);
  if (body.trim() === '') throw new UetError('bad_argument', 'a comment says something', { where: 'body' });
  await assertPlace(context, entry, { path, side, line });
  return transact(context, actor, async (changes) => {
    const comment = changes.insert('patch_comments', {
      id: changes.newId(),
      run_id: entry.run_id,
      task_id: entry.task_id,
      patch_id: entry.id,
      version: 0,
      path,
      side,
      line,
      body,
      author: actor,
      created_at: changes.now,
      resolved_at: null,
      resolved_by: null,
      told_attempt_id: null,
    });
    noteOn(changes, comment, 'comment', { path, side, line });
    return comment;
  });
}

/** Settles a comment: later attempts are not told any more. Once is enough; again changes nothing. */
export async function resolveComment(
  context: EngineContext,
  commentId: string,
  actor: Actor,
): Promise<PatchComment> {
  return transact(context, actor, async (changes) => {
    const comment = await context.store.find('patch_comments', commentId);
    if (comment === null)
      throw new UetError('not_found', `there is no comment ${commentId}`, { where: commentId });
    if (comment.resolved_at !== null) return comment;
    noteOn(changes, comment, 'resolve_comment', {});
    return changes.change('patch_comments', comment, { resolved_at: changes.now, resolved_by: actor });
  });
}

/** A comment is told in the history of its patch. */
function noteOn(
  changes: ChangeSet,
  comment: PatchComment,
  trigger: string,
  payload: Record<string, string | number | null>,
): void {
  const { id, patch_id, run_id, task_id } = comment;
  const patch = { id: patch_id, run_id, task_id };
  changes.note('patch', patch, trigger, { comment_id: id, ...payload });
}

async function assertPlace(
  { store }: EngineContext,
  { id }: PatchLedgerEntry,
  { path, side, line }: Pick<NewComment, 'path' | 'side' | 'line'>,
): Promise<void> {
  if ((line === null) !== (side === null) || (path === null && line !== null)) {
    throw new UetError('bad_argument', 'a line is one of a file, before or after the change', {
      where: 'line',
      hint: 'give path, side and line, or the path alone, or none of them',
    });
  }
  if (path === null) return;
  const patch = await store.find('patches', id);
  const paths = patch?.files_touched.map((file) => file.path) ?? [];
  const renamed = patch === null ? [] : (parsedPatchOf(patch)?.files ?? []);
  if (paths.includes(path) || renamed.some(({ oldPath }) => oldPath === path)) return;
  throw new UetError('bad_argument', `the patch does not touch ${path}`, {
    where: 'path',
    hint: paths.length === 0 ? 'leave the path out' : `it touches ${paths.slice(0, 5).join(', ')}`,
  });
}
