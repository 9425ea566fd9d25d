import rateLimit from '@fastify/rate-limit';
import { UetError } from '@uet/core';
import { createToken, revokeToken } from '@uet/runtime';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { App } from '../api/app.js';
import { requireRole } from '../auth/caller.js';
import { clearSessionCookie, sessionMs, setSessionCookie } from '../auth/session-cookie.js';
import { checkSameSite, type KnownHosts } from './request-guard.js';

const signInBody = z.strictObject({ code: z.string().min(1).max(200) });

/** How often an address may try to sign in, a minute. */
const triesPerMinute = 10;

/** The two routes by which a browser comes and goes. */
export async function addSignIn(fastify: FastifyInstance, app: App, known: KnownHosts): Promise<void> {
  await fastify.register(rateLimit, { global: false });
  const limit = { max: triesPerMinute, timeWindow: 60_000 };
  fastify.post('/auth/sign-in', { config: { rateLimit: limit } }, async (request, reply) => {
    checkSameSite(request, known);
    const body = signInBody.safeParse(request.body);
    const signIn = body.success ? app.codes.redeem(body.data.code) : null;
    if (signIn === null) {
      throw new UetError('unauthenticated', 'the link was used already, or is older than 10 minutes', {
        hint: '`uet token link` makes a new one',
      });
    }
    const { context } = app.session;
    const { name, role } = signIn;
    const expiresAt = new Date(context.clock.now().getTime() + sessionMs).toISOString();
    const { token } = await createToken(
      context,
      { name, role, kind: 'browser', expiresAt },
      `person:${name}`,
    );
    setSessionCookie(reply, token, known);
    return { name, role };
  });
  fastify.post('/auth/sign-out', async (request, reply) => {
    const caller = requireRole(request.caller, 'viewer');
    if (caller.byCookie) await revokeToken(app.session.context, caller.token.id, caller.actor);
    clearSessionCookie(reply, known);
    return {};
  });
}
