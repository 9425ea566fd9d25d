import { randomBytes } from 'node:crypto';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Headers that have browsers keep what they are shown to themselves. */
export const addSecurityHeaders = (fastify: FastifyInstance): FastifyInstance =>
  fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginEmbedderPolicy: false,
    // Only where people come by https, and there its own proxy is to say so: a name may also serve other programs.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });

/**
 * The content policy of one page, with a nonce of its own. It is set on the request too, where Next finds the nonce
 * for its scripts.
 */
export function pagePolicy({ raw }: FastifyRequest): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // Charts and virtual lists place things by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  raw.headers['content-security-policy'] = policy;
  raw.headers['x-nonce'] = nonce;
  return policy;
}
