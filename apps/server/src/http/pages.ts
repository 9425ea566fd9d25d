import type { IncomingMessage, ServerResponse } from 'node:http';
import { UetError } from '@uet/core';
import type { FastifyInstance } from 'fastify';
import { replyWithError } from './error-reply.js';
import { pagePolicy } from './security-headers.js';

/** Answers what is none of the API's: the pages of the dashboard and what they load. */
export type Fallback = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Hands what no route takes to the dashboard, where there is one. */
export function addPages(fastify: FastifyInstance, fallback: Fallback | undefined): void {
  fastify.setNotFoundHandler(async (request, reply) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (fallback === undefined || !isRead) {
      const hint = 'the OpenAPI document is at /openapi.json';
      const unknown = new UetError('not_found', `there is nothing at ${request.method} ${request.url}`, {
        hint,
      });
      return replyWithError(unknown, request, reply);
    }
    reply.header('content-security-policy', pagePolicy(request));
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.hijack();
    try {
      await fallback(request.raw, reply.raw);
    } catch (error) {
      request.log.error({ err: error }, 'a page could not be shown');
      if (!reply.raw.headersSent) reply.raw.writeHead(500, { 'content-type': 'text/plain' });
      reply.raw.end('the page could not be shown');
    }
    return reply;
  });
}
