import { forceOpenBreaker, resetBreaker } from '@uet/runtime';
import type { Handlers } from '../api/app.js';

/** Answers what is asked of breakers. */
export const breakers: Handlers<'breakers'> = {
  list: ({ app, input }) => app.models.breakers.list(input),
  async force_open({ app, caller, input }) {
    await forceOpenBreaker(app.session.context, input.tool_id, input.reason, caller.actor);
    return {};
  },
  async reset({ app, caller, input }) {
    await resetBreaker(app.session.context, input.tool_id, input.reason ?? null, caller.actor);
    return {};
  },
};
