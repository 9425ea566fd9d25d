import { createToken, revokeToken } from '@uet/runtime';
import type { Handlers } from '../api/app.js';

/** Answers what is asked of tokens. */
export const tokens: Handlers<'tokens'> = {
  list: ({ app, input }) => app.models.tokens.list(input),
  async create({ app, caller, input: { name, role, expires_at: expiresAt } }) {
    const { context } = app.session;
    const made = await createToken(context, { name, role, kind: 'service', expiresAt }, caller.actor);
    const { sha256: _, ...line } = made.row;
    return { token: made.token, line };
  },
  async revoke({ app, caller, input }) {
    await revokeToken(app.session.context, input.token_id, caller.actor);
    return {};
  },
};
