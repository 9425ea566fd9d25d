import { z } from 'zod';
import { count, instant, sha256, ulid } from './primitives.js';

/** What somebody may do, least first: look; start and steer; everything, tokens and workers too. */
export const role = z.enum(['viewer', 'operator', 'admin']);

/** The record of a token: who it stands for and what that one may do. The token itself is not kept. */
export const apiToken = z
  .strictObject({
    id: ulid.describe('The id of the token'),
    name: z
      .string()
      .min(1)
      .max(100)
      .describe('Who or what it was made for: the actor of what is done with it'),
    role: role.describe('What may be done with it'),
    kind: z
      .enum(['service', 'browser', 'local'])
      .describe('For a service, a signed-in browser, or this machine'),
    version: count.describe('Grows by one with every change'),
    sha256: sha256.describe('SHA-256 of the token'),
    created_at: instant.describe('When it was made'),
    created_by: z.string().describe('Who made it'),
    last_used_at: instant.nullable().describe('When it was last used, to the minute'),
    expires_at: instant.nullable().describe('When it ends by itself; null for never'),
    revoked_at: instant.nullable().describe('When it was revoked'),
  })
  .meta({ title: 'Token', description: 'Who may do what; the token itself is not kept' });

/** What somebody may do. */
export type Role = z.infer<typeof role>;
/** A row of the table `api_tokens`. */
export type ApiToken = z.infer<typeof apiToken>;
