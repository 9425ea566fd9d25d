import { UetError } from '@uet/core';
import { findToken, type Session, touchToken } from '@uet/runtime';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';
import { readSessionCookie } from './session-cookie.js';

/**
 * Who asks: by the token of the request, or by the cookie of a signed-in browser; null where it shows neither.
 * Throws `unauthenticated` for one that is not known, was revoked, or has expired.
 */
export async function authenticate({ context }: Session, request: FastifyRequest): Promise<Caller | null> {
  const bearer = bearerOf(request);
  const secret = bearer ?? readSessionCookie(request);
  if (secret === null) return null;
  const token = await findToken(context, secret);
  if (token === null) {
    throw new UetError('unauthenticated', 'the token is not known, was revoked, or has expired', {
      hint: bearer === null ? 'sign in again' : 'ask an admin for a new token',
    });
  }
  await touchToken(context, token);
  return { token, role: token.role, actor: `person:${token.name}`, byCookie: bearer === null };
}

function bearerOf({ headers: { authorization } }: FastifyRequest): string | null {
  if (authorization === undefined) return null;
  const [, secret] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (secret !== undefined) return secret;
  throw new UetError('unauthenticated', 'the Authorization header is not understood', {
    where: 'Authorization',
    hint: 'send `Authorization: Bearer uet_…`',
  });
}
