import type { FastifyInstance } from 'fastify';
import type { App } from '../api/app.js';
import { describeApi } from '../api/describe-api.js';

/** The route that gives the OpenAPI document. */
export function addOpenApi(server: FastifyInstance, { version }: App): void {
  const text = JSON.stringify(describeApi(version));
  server.get('/openapi.json', async (_, reply) => reply.type('application/json; charset=utf-8').send(text));
}
