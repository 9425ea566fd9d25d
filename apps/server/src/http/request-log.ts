import type { IncomingMessage } from 'node:http';
import type { Ids } from '@uet/core';
import type { FastifyInstance } from 'fastify';

/** The id of a request: what a proxy in front gave it, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>, ids: Ids): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : ids.next();
}

/** Asked every few seconds by machines: of interest only to who looks for it. */
const quiet = new Set(['/healthz', '/readyz', '/metrics']);

/** One line for each request, without its inputs: who asked for what, and how it ended. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isQuiet = quiet.has(path) || request.is404;
    request.log[isQuiet ? 'debug' : 'info'](
      {
        method: request.method,
        path,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        actor: request.caller?.actor ?? null,
      },
      'request',
    );
  });
}
