import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { UetError } from '@uet/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOf, describeError, knownError } from '../api/errors.js';

/** Answers an error outside the procedures in the shape that those have, so that a client reads both alike. */
export function replyWithError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = fromFastify(error) ?? knownError(error);
  const answer = answerOf(known);
  const status = getHTTPStatusCodeFromError(answer);
  if (status >= 500) request.log.error({ err: error }, known.message);
  const data = { code: answer.code, httpStatus: status, uet: describeError(known, request.id) };
  return reply.status(status).send({ error: { message: known.message, code: internalCode, data } });
}

/** JSON-RPC's "invalid request": tRPC's clients ask for a number here. */
const internalCode = -32600;

/** What Fastify and its plugins refuse: a body that is too large, or is no JSON. */
function fromFastify(error: unknown): UetError | null {
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (error instanceof UetError || statusCode === undefined || statusCode >= 500) return null;
  return new UetError(statusCode === 429 ? 'rate_limited' : 'bad_argument', message ?? 'bad request');
}
