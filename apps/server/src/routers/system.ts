import { findId, readHealth } from '@uet/runtime';
import type { Handlers } from '../api/app.js';
import { makeSignInLink } from '../auth/sign-in-link.js';

/** Answers what is asked of the system itself. */
export const system: Handlers<'system'> = {
  async info({ app, caller: { actor, role } }) {
    return { version: app.version, actor, role, ...(await app.models.system.surroundings()) };
  },
  health: ({ app }) => readHealth(app.session.context, app.session.database.pool),
  find_id: async ({ app, input: { kind, start } }) => ({ id: await findId(app.session, kind, start) }),
  sign_in_link: async ({ app, input }) => makeSignInLink(app, input),
};
