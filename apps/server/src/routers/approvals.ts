import { approvePatch, rejectPatch } from '@uet/runtime';
import type { Handlers } from '../api/app.js';

/** Answers what is asked of approvals. */
export const approvals: Handlers<'approvals'> = {
  list: ({ app, input }) => app.models.approvals.list(input),
  async approve({ app, caller, input: { approval_id: id, reason } }) {
    await approvePatch(app.session.context, id, reason ?? null, caller.actor);
    return {};
  },
  async reject({ app, caller, input: { approval_id: id, reason } }) {
    await rejectPatch(app.session.context, id, reason, caller.actor);
    return {};
  },
};
