import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { AppRouter } from '@uet/client';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { App } from '../api/app.js';
import { appRouter } from '../api/build-router.js';
import { knownError } from '../api/errors.js';
import type { RequestContext } from '../api/request-context.js';
import { authenticate } from '../auth/authenticate.js';
import type { Caller } from '../auth/caller.js';
import { renewSession } from '../auth/renew-session.js';
import { repeatSessionCookie } from '../auth/session-cookie.js';
import { replyWithError } from './error-reply.js';
import { addHealth } from './health.js';
import { addLogDownload } from './log-download.js';
import { addMetrics } from './metrics.js';
import { addOpenApi } from './openapi.js';
import { addPages, type Fallback } from './pages.js';
import { checkHost, checkSameSite, type KnownHosts } from './request-guard.js';
import { logRequests, requestIdOf } from './request-log.js';
import { addSecurityHeaders } from './security-headers.js';
import { addSignIn } from './sign-in.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null where no token was shown. */
    caller: Caller | null;
  }
}

/** What the HTTP side is made of. */
export interface HttpOptions {
  readonly app: App;
  readonly known: KnownHosts;
  readonly log: Logger;
  readonly fallback?: Fallback | undefined;
}

/** 8 MiB: a template of 4 MiB fits, escaped as JSON. */
const maxBodyBytes = 8 * 1024 ** 2;
/** Calls that are made together name all their procedures in the path. */
const maxPathLength = 2_000;
/** Asked by machines that know no token, and under whatever address they have. */
const probes = new Set(['/healthz', '/readyz']);

/** Makes the HTTP server with all its routes; it does not listen yet. */
export async function openHttp({ app, known, log, fallback }: HttpOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: maxPathLength },
    genReqId: (request) => requestIdOf(request, app.session.context.ids),
  }) as unknown as FastifyInstance;
  server.decorateRequest('caller', null);
  server.setErrorHandler((error, request, reply) => replyWithError(error, request, reply));
  logRequests(server);
  await addSecurityHeaders(server);
  server.addHook('onRequest', async (request, reply) => {
    if (probes.has(request.url)) return;
    checkHost(request, known);
    // Pages and what they load say nothing of anybody: an old cookie is no reason not to show the sign-in page.
    if (request.is404) return;
    // What the API answers is of this moment, and of this caller.
    reply.header('cache-control', 'no-store');
    const caller = await authenticate(app.session, request);
    request.caller = caller;
    if (caller?.byCookie !== true) return;
    checkSameSite(request, known);
    if (await renewSession(app.session, caller)) repeatSessionCookie(reply, known);
  });
  addPages(server, fallback);
  addHealth(server, app);
  addOpenApi(server, app);
  addLogDownload(server, app);
  addMetrics(server, app);
  await addSignIn(server, app, known);
  await server.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: procedureOptions(app) });
  return server;
}

/** How many calls may share a request. */
const maxBatch = 50;

const procedureOptions = (app: App): FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] => ({
  router: appRouter,
  allowMethodOverride: true,
  maxBatchSize: maxBatch,
  createContext: ({ req }): RequestContext => ({ app, caller: req.caller, requestId: req.id }),
  onError: ({ error, path, req }) => {
    const known = knownError(error);
    if (known.fault !== 'caller')
      req.log.error({ err: error.cause ?? error, procedure: path }, known.message);
  },
});
