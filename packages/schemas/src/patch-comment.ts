import { z } from 'zod';
import { count, instant, ulid } from './primitives.js';

/** What a person says of a line of a patch, of a file, or of all of it: the next attempt is told. */
export const patchComment = z
  .strictObject({
    id: ulid.describe('The id of the comment'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    patch_id: ulid.describe('The patch'),
    version: count.describe('Grows by one with every change'),
    path: z.string().max(4096).nullable().describe('The file; null for the whole patch'),
    side: z.enum(['old', 'new']).nullable().describe('Whether the line is one before or after the change'),
    line: z.int().min(1).nullable().describe('The line, from 1; null for the whole file'),
    body: z.string().min(1).max(10_000).describe('What was said'),
    author: z.string().describe('Who said it'),
    created_at: instant.describe('When it was said'),
    resolved_at: instant.nullable().describe('When it was settled: later attempts are not told any more'),
    resolved_by: z.string().nullable().describe('Who settled it'),
    told_attempt_id: ulid.nullable().describe('The first attempt whose prompt had it; null before that'),
  })
  .meta({ title: 'Comment', description: 'What a person says of a patch; the next attempt is told' });

/** A row of the table `patch_comments`. */
export type PatchComment = z.infer<typeof patchComment>;
