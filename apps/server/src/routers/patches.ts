import { UetError } from '@uet/core';
import { commentOnPatch, dropPatch, releasePatch, resolveComment, rollBackPatch } from '@uet/runtime';
import type { Handlers } from '../api/app.js';

/** Answers what is asked of patches. */
export const patches: Handlers<'patches'> = {
  list: ({ app, input }) => app.models.patches.list(input),
  get: ({ app, input }) => app.models.patches.get(input),
  diff: ({ app, input }) => app.models.patches.diff(input),
  async content({ app, input: { patch_id: id } }) {
    const artifact = await app.session.store.find('patches', id);
    if (artifact !== null) return artifact;
    throw new UetError('not_found', `there is no patch ${id}`, { where: id });
  },
  async release({ app, caller, input }) {
    await releasePatch(app.session.context, input.patch_id, input.reason, caller.actor);
    return {};
  },
  async drop({ app, caller, input }) {
    await dropPatch(app.session.context, input.patch_id, input.reason, caller.actor);
    return {};
  },
  async roll_back({ app, caller, input }) {
    const { patchId } = await rollBackPatch(app.session.context, input.patch_id, input.reason, caller.actor);
    return { patch_id: patchId };
  },
  comment: ({ app, caller, input: { patch_id: patchId, ...said } }) =>
    commentOnPatch(app.session.context, { patchId, ...said }, caller.actor),
  async resolve_comment({ app, caller, input }) {
    await resolveComment(app.session.context, input.comment_id, caller.actor);
    return {};
  },
};
