import { createTRPCClient, type TRPCClient } from '@trpc/client';
import type { AppRouter } from './app-router.js';
import { type ClientOptions, uetLinks } from './links.js';

/** The typed client: `client.runs.list.query({})`, `client.runs.start.mutate(…)`, `client.events.follow.subscribe(…)`. */
export type UetClient = TRPCClient<AppRouter>;

/** Makes a client of one server. It holds no connection: there is nothing to close. */
export const createUetClient = (options: ClientOptions): UetClient =>
  createTRPCClient<AppRouter>({ links: uetLinks(options) });
