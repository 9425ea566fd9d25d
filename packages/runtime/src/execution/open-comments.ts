import { type CommentOnPatch, commentBrief, type ParsedPatch } from '@uet/core';
import type { PatchComment, RunState, Task } from '@uet/schemas';
import type { EngineContext } from '../engine/engine-context.js';
import { parsedPatchOf } from '../patches/parsed-patch.js';

/** How many runs back a retried run is followed for what was said of the same task. */
const furthestBack = 20;

type Reading = Pick<EngineContext, 'store'>;

/** What was said of earlier patches of a task, in this run or in those that it takes up, and is not settled. */
export async function openCommentsOf(
  { store }: Reading,
  run: Pick<RunState, 'retry_of'>,
  task: Pick<Task, 'id' | 'key' | 'attempts_total'>,
): Promise<PatchComment[]> {
  // Most tasks are tried once, in a run that retries no other: nothing can have been said of them.
  const taskIds = task.attempts_total === 0 ? [] : [task.id];
  let earlier = run.retry_of;
  for (let back = 0; earlier !== null && back < furthestBack; back += 1) {
    const same = await store.list('tasks', { run_id: earlier, key: task.key });
    taskIds.push(...same.map(({ id }) => id));
    earlier = (await store.find('runs', earlier))?.retry_of ?? null;
  }
  if (taskIds.length === 0) return [];
  return store.list('patch_comments', { task_id: taskIds, resolved_at: null });
}

/** Comments as an attempt is told them, with the lines that they are about; null where there are none. */
export async function tellComments(
  context: Reading,
  comments: readonly PatchComment[],
): Promise<string | null> {
  const patches = new Map<string, ParsedPatch | null>();
  const told: CommentOnPatch[] = [];
  for (const comment of comments) {
    const { patch_id: id } = comment;
    if (!patches.has(id)) {
      const patch = await context.store.find('patches', id);
      patches.set(id, patch === null ? null : parsedPatchOf(patch));
    }
    told.push({ comment, patch: patches.get(id) ?? null });
  }
  return commentBrief(told);
}
