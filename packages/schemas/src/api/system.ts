import { z } from 'zod';
import { role } from '../api-token.js';
import { entityType } from '../execution-event.js';
import { count, instant, ulid } from '../primitives.js';
import { mutation, nothing, query } from './procedure.js';

const status = z.enum(['ok', 'warning', 'error']);

/** How the system is, part by part. */
export const health = z.strictObject({
  status,
  at: instant,
  version: z.string(),
  checks: z.array(
    z.strictObject({
      name: z.enum(['database', 'migrations', 'queue', 'workers', 'breakers', 'stuck']),
      status,
      detail: z.string().describe('A sentence'),
      took_ms: z.number(),
    }),
  ),
  queue: z.array(z.strictObject({ name: z.string(), ready: count, running: count, failed: count })),
  stuck: z
    .array(
      z.strictObject({
        entity_type: entityType,
        entity_id: z.string(),
        run_id: ulid.nullable(),
        state: z.string(),
        since: instant,
        remedy: z.string().describe('What to do'),
      }),
    )
    .describe('Unfinished rows that nothing has moved for 60 s and nothing will'),
});

/** What may be named by the beginning of its id. */
export const namedKind = z.enum(['run', 'patch', 'gate', 'approval', 'worker', 'token']);

/** The procedures about the system itself. */
export const system = {
  info: query('viewer', 'Who is asking, and what is running', {
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      actor: z.string().describe('Who the caller is in the event log'),
      role,
      cursor: z.string().describe('Where the event log ends now'),
      repositories: z.array(z.string()).describe('Repositories that were used, the latest first, 50 at most'),
      pending_approvals: count,
    }),
  }),
  health: query('viewer', 'How the system is, with what is stuck', { input: nothing, output: health }),
  find_id: query('viewer', 'The whole id of what is named by the beginning of it', {
    input: z.strictObject({
      kind: namedKind,
      start: z
        .string()
        .max(1000)
        .describe('6 characters or more, in any letter case, that no other id begins with'),
    }),
    output: z.strictObject({ id: ulid }),
  }),
  sign_in_link: mutation('admin', 'A link that signs one browser in, once, for 10 minutes', {
    input: z.strictObject({ name: z.string().min(1).max(100), role }),
    output: z.strictObject({
      path: z.string().describe('To be opened on this server'),
      url: z
        .url()
        .nullable()
        .describe('The whole link; null where `UET_PUBLIC_URL` is not set for the server'),
      expires_at: instant,
    }),
  }),
} as const;

/** What may be named by the beginning of its id. */
export type NamedKind = z.infer<typeof namedKind>;
/** How the system is. */
export type Health = z.infer<typeof health>;
