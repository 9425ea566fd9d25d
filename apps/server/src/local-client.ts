import { createTRPCClient, unstable_localLink } from '@trpc/client';
import type { AppRouter, UetClient } from '@uet/client';
import type { Actor } from '@uet/core';
import { openApiModels } from '@uet/db';
import type { Session } from '@uet/runtime';
import type { ApiToken } from '@uet/schemas';
import type { App } from './api/app.js';
import { appRouter } from './api/build-router.js';
import { openSignInCodes } from './auth/sign-in-codes.js';
import { openEventFeed } from './events/event-feed.js';
import { version } from './version.js';

/** On whose behalf a client in this process acts. */
export interface LocalClientOptions {
  readonly actor: Actor;
}

/**
 * The client of the API without a server: the same procedures answer, in this process, for whoever may open the
 * database and thus may do everything. Streams end when they are unsubscribed from; there is nothing to close.
 */
export function localClient(session: Session, { actor }: LocalClientOptions): UetClient {
  const models = openApiModels(session.database.pool);
  const app: App = {
    session,
    models,
    feed: openEventFeed({
      store: session.store,
      readEnd: async () => (await models.system.surroundings()).cursor,
      onError: () => undefined,
    }),
    codes: openSignInCodes(session.context.clock),
    publicUrl: null,
    version,
    stopping: new AbortController().signal,
  };
  const caller = { token: noToken(actor), role: 'admin', actor, byCookie: false } as const;
  const createContext = async (): Promise<object> => ({ app, caller, requestId: session.context.ids.next() });
  return createTRPCClient<AppRouter>({ links: [unstable_localLink({ router: appRouter, createContext })] });
}

/** Who can open the database needs no token: this one is in no table. */
const noToken = (actor: Actor): ApiToken => ({
  id: '0'.repeat(26),
  name: actor.replace(/^person:/, ''),
  role: 'admin',
  kind: 'local',
  version: 0,
  sha256: '0'.repeat(64),
  created_at: new Date(0).toISOString(),
  created_by: 'system',
  last_used_at: null,
  expires_at: null,
  revoked_at: null,
});
