import type { Server as HttpServer } from 'node:http';
import { openApiModels } from '@uet/db';
import {
  announceServer,
  createToken,
  type Engine,
  findToken,
  forgetServer,
  leftToken,
  revokeToken,
  type Session,
} from '@uet/runtime';
import type { Role } from '@uet/schemas';
import type { FastifyInstance } from 'fastify';
import pino, { type Logger } from 'pino';
import type { App } from './api/app.js';
import { openSignInCodes } from './auth/sign-in-codes.js';
import { makeSignInLink } from './auth/sign-in-link.js';
import { openEventFeed } from './events/event-feed.js';
import { openHttp } from './http/open-http.js';
import type { Fallback } from './http/pages.js';
import { version } from './version.js';

/** What a server is started with. */
export interface ServerOptions {
  readonly session: Session;
  /** The address to listen at. Default 127.0.0.1. */
  readonly host?: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Names beside localhost under which it may be asked. */
  readonly allowedHosts?: readonly string[];
  /** The address that people use, where something stands in front of it. */
  readonly publicUrl?: string | null;
  /** A worker in this process: it is stopped after the last request. */
  readonly engine?: Pick<Engine, 'stop'>;
  /** Answers what is none of the API's: the dashboard. */
  readonly fallback?: Fallback;
  /** Default: nothing is logged. */
  readonly log?: Logger;
}

/** A server that listens. */
export interface Server {
  /** Where programs on this machine reach it. */
  readonly url: string;
  /** A link that signs one browser in, once, for 10 minutes. */
  readonly signInLink: (name: string, role: Role) => string;
  /** Takes no new requests, lets what runs finish (10 s at most), ends streams, then stops the engine. */
  readonly stop: () => Promise<void>;
}

/** How long running requests may take when the server stops, in milliseconds. */
const drainMs = 10_000;

/**
 * Starts a server on an open session, and writes down in the state folder where it is found. Throws the error of the
 * system (`EADDRINUSE`, …) where it cannot listen.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { session, host = '127.0.0.1', port, publicUrl = null, allowedHosts = [] } = options;
  const log = options.log ?? pino({ enabled: false });
  const stopping = new AbortController();
  const app = openApp({ session, publicUrl, stopping: stopping.signal, log });
  const known = { allowedHosts: [...allowedHosts, ...(isWildcard(host) ? [] : [host])], publicUrl };
  const http = await openHttp({ app, known, log, fallback: options.fallback });
  await http.listen({ host, port }).catch(async (error: unknown) => {
    await http.close();
    throw error;
  });
  const url = urlOf(http.server, host);
  const { token, row } = await announce(session, url).catch(async (error: unknown) => {
    await http.close();
    throw error;
  });
  log.info({ url, version }, 'listening');
  const stop = async (): Promise<void> => {
    log.info('stopping');
    stopping.abort(new DOMException('the server stops', 'AbortError'));
    const closed = drained(http);
    await forgetServer(session.config.home, { token }).catch((error: unknown) => log.error({ err: error }));
    await closed;
    await options.engine?.stop();
    await revokeToken(session.context, row.id, 'system').catch((error: unknown) => log.error({ err: error }));
    log.info('stopped');
  };
  let stopped: Promise<void> | undefined;
  return {
    url,
    signInLink: (name, role) => {
      const { path, url: whole } = makeSignInLink(app, { name, role });
      return whole ?? `${url.replace('//127.0.0.1:', '//localhost:')}${path}`;
    },
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

function openApp({
  session,
  publicUrl,
  stopping,
  log,
}: Pick<App, 'session' | 'publicUrl' | 'stopping'> & { readonly log: Logger }): App {
  const models = openApiModels(session.database.pool);
  const feed = openEventFeed({
    store: session.store,
    readEnd: async () => (await models.system.surroundings()).cursor,
    onError: (error) => log.warn({ err: error }, 'the event log could not be read; it is tried again'),
  });
  const codes = openSignInCodes(session.context.clock);
  return { session, models, feed, codes, publicUrl, version, stopping };
}

/** Makes a token for the commands of this machine, and takes back the one of a server that was killed. */
async function announce({ config: { home }, context }: Session, url: string) {
  const left = await leftToken(home);
  const stale = left === null ? null : await findToken(context, left);
  if (stale !== null) await revokeToken(context, stale.id, 'system');
  const made = await createToken(
    context,
    { name: 'cli', role: 'admin', kind: 'local', expiresAt: null },
    'system',
  );
  await announceServer(home, { url, token: made.token });
  return made;
}

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** The address by which this machine reaches the server. */
function urlOf(server: HttpServer, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = isWildcard(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Closes the server once the last request is answered; those that take too long are cut off. */
async function drained(http: FastifyInstance): Promise<void> {
  const deadline = setTimeout(() => http.server.closeAllConnections(), drainMs);
  try {
    await http.close();
  } finally {
    clearTimeout(deadline);
  }
}
