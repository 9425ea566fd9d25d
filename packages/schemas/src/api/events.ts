import { z } from 'zod';
import { entityType, executionEvent, severity } from '../execution-event.js';
import { instant, ulid } from '../primitives.js';
import { pageOf, pageRequest, query, subscription } from './procedure.js';

/** The procedures about events. */
export const events = {
  list: query('viewer', 'Events, the newest first', {
    input: z.strictObject({
      run_id: ulid.nullable().default(null),
      task_id: ulid.nullable().default(null),
      entity_types: z.array(entityType).max(20).default([]).describe('Empty for all'),
      entity_id: z.string().max(64).nullable().default(null),
      severities: z.array(severity).max(5).default([]).describe('Empty for all'),
      people: z.boolean().default(false).describe('Only what people did'),
      since: instant.nullable().default(null),
      until: instant.nullable().default(null),
      search: z.string().max(200).default('').describe('Text that type, actor or reason must contain'),
      ...pageRequest,
    }),
    output: pageOf(executionEvent),
  }),
  follow: subscription(
    'viewer',
    'Events from now on, or from after a cursor on; nothing is missed or doubled',
    {
      input: z.strictObject({
        run_id: ulid.nullable().default(null).describe('Only those of this run'),
        after: z.string().max(100).nullable().default(null).describe('A cursor; null for from now on'),
        lastEventId: z
          .string()
          .nullish()
          .describe('Where a stream that broke off goes on; set by the client'),
      }),
      output: z
        .array(executionEvent)
        .describe('What happened since the last message; empty only where it tells from where on it follows'),
    },
  ),
} as const;
