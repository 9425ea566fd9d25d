import { z } from 'zod';
import { apiToken, role } from '../api-token.js';
import { instant, ulid } from '../primitives.js';
import { done, mutation, nothing, query } from './procedure.js';

/** A token as a list shows it: never the token itself. */
export const tokenLine = apiToken.omit({ sha256: true });

/** The procedures about tokens. */
export const tokens = {
  list: query('admin', 'Every token that was not revoked long ago', {
    input: nothing,
    output: z.strictObject({ items: z.array(tokenLine) }),
  }),
  create: mutation('admin', 'Makes a token; it is shown this once', {
    input: z.strictObject({
      name: apiToken.shape.name,
      role,
      expires_at: instant.nullable().default(null),
    }),
    output: z.strictObject({ token: z.string().describe('The token itself'), line: tokenLine }),
  }),
  revoke: mutation('admin', 'Ends a token at once', {
    input: z.strictObject({ token_id: ulid }),
    output: done,
  }),
} as const;

/** A token as a list shows it. */
export type TokenLine = z.infer<typeof tokenLine>;
