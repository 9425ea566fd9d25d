import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie that holds the token of a signed-in browser. */
export const sessionCookie = 'uet_session';

/** How long a session lives from when it was last used, in milliseconds: 30 days. */
export const sessionMs = 30 * 86_400_000;

/** How the server is reached from outside. */
interface Outside {
  readonly publicUrl: string | null;
}

/** The token of a signed-in browser; null where there is none. */
export function readSessionCookie({ headers: { cookie = '' } }: FastifyRequest): string | null {
  const [, secret] = new RegExp(`(?:^|; *)${sessionCookie}=([\\w-]+)(?:;|$)`).exec(cookie) ?? [];
  return secret ?? null;
}

/** Gives the browser its session: no script can read it, no other site can have it sent. */
export function setSessionCookie(reply: FastifyReply, secret: string, outside: Outside): void {
  write(reply, secret, sessionMs / 1000, outside);
}

/** Gives the browser the session once more that it has, for another 30 days. */
export function repeatSessionCookie(reply: FastifyReply, outside: Outside): void {
  const secret = readSessionCookie(reply.request);
  if (secret !== null) setSessionCookie(reply, secret, outside);
}

/** Has the browser forget its session. */
export const clearSessionCookie = (reply: FastifyReply, outside: Outside): void =>
  write(reply, '', 0, outside);

/** A token has no character that a cookie would have to escape. */
function write(reply: FastifyReply, secret: string, maxAgeS: number, { publicUrl }: Outside): void {
  const isSecure = publicUrl === null ? reply.request.protocol === 'https' : publicUrl.startsWith('https:');
  const attributes = ['Path=/', `Max-Age=${maxAgeS}`, 'HttpOnly', 'SameSite=Strict'];
  const all = [`${sessionCookie}=${secret}`, ...attributes, ...(isSecure ? ['Secure'] : [])];
  reply.header('set-cookie', all.join('; '));
}
