import { z } from 'zod';
import { severity } from './execution-event.js';
import { count, instant, sha256, ulid } from './primitives.js';

/** What to do about an error: try again, give up, or wait without using an attempt. */
export const errorCategory = z.enum(['transient', 'permanent', 'wait']);

/** The record of one kind of error in one task. */
export const errorCapture = z
  .strictObject({
    id: ulid.describe('The id of the record'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    signature: sha256.describe('Digest of the code and the normalized message'),
    category: errorCategory.describe('What to do about it'),
    severity: severity.describe('How much it matters'),
    code: z.string().describe('The failure kind or error code'),
    message: z.string().describe('The message, as it was first seen'),
    file: z.string().nullable().describe('The file it names'),
    line: z.int().nullable().describe('The line it names'),
    first_seen: instant.describe('When it was first seen'),
    last_seen: instant.describe('When it was last seen'),
    count: count.describe('How often it was seen'),
    can_retry: z.boolean().describe('Whether another attempt may help'),
  })
  .meta({ title: 'Error', description: 'One kind of error in one task' });

/** What to do about an error. */
export type ErrorCategory = z.infer<typeof errorCategory>;
/** A row of the table `errors`. */
export type ErrorCapture = z.infer<typeof errorCapture>;
