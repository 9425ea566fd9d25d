import { UetError } from '@uet/core';
import type { FastifyRequest } from 'fastify';

/** Under which names the server may be asked. */
export interface KnownHosts {
  readonly allowedHosts: readonly string[];
  readonly publicUrl: string | null;
}

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses a request that names another host: a page of another site whose name was made to point at this machine
 * (DNS rebinding) would otherwise speak with the server as its own. Throws `forbidden`.
 */
export function checkHost({ headers: { host = '' } }: FastifyRequest, known: KnownHosts): void {
  const name = hostname(host);
  const isKnown =
    ownNames.has(name) ||
    known.allowedHosts.some(
      (each) => each.toLowerCase() === name || each.toLowerCase() === host.toLowerCase(),
    ) ||
    (known.publicUrl !== null && new URL(known.publicUrl).host === host.toLowerCase());
  if (isKnown) return;
  throw new UetError('forbidden', `this server is not asked under the name ${JSON.stringify(host)}`, {
    where: 'Host',
    hint: 'use localhost, or add the name to UET_ALLOWED_HOSTS',
  });
}

const hostname = (host: string): string => host.toLowerCase().replace(/:\d+$/, '');

/**
 * Refuses what another site has a signed-in browser do: the browser says from where a request comes, and that must
 * be this server's own page. Throws `forbidden`.
 */
export function checkSameSite(request: FastifyRequest, { publicUrl }: KnownHosts): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  // `same-site` is another port of this machine, as far as browsers see it: another program.
  if (typeof site === 'string' && !['same-origin', 'none'].includes(site)) throw foreign('Sec-Fetch-Site');
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (origin === undefined && isRead) return;
  const from = origin !== undefined && URL.canParse(origin) ? new URL(origin) : null;
  const isOwn = from !== null && (from.host === host?.toLowerCase() || from.origin === originOf(publicUrl));
  if (!isOwn) throw foreign('Origin');
}

const originOf = (url: string | null): string | null => (url === null ? null : new URL(url).origin);

const foreign = (where: string): UetError =>
  new UetError('forbidden', 'a signed-in browser may ask only from the pages of this server', {
    where,
    hint: 'programs send a token in the Authorization header instead of the cookie',
  });
