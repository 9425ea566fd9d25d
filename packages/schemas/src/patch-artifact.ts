import { z } from 'zod';
import { count, instant, objectId, sha256, ulid } from './primitives.js';

/** What a patch does to one file. */
export const fileChange = z
  .strictObject({
    path: z.string().describe('The path after the change (before it, for a deletion)'),
    kind: z.enum(['add', 'delete', 'modify', 'rename', 'copy', 'mode']).describe('What is done to the file'),
    insertions: count.describe('Lines added'),
    deletions: count.describe('Lines removed'),
    binary: z.boolean().describe('Whether the content is binary'),
  })
  .meta({ title: 'File change', description: 'What a patch does to one file' });

/** Who wrote a change, as git keeps it. */
export const signature = z
  .strictObject({
    name: z.string().describe('The name'),
    email: z.string().describe('The address'),
    date: z
      .string()
      .regex(/^-?\d+ [+-]\d{4}$/)
      .describe('Seconds since 1970 and the zone, e.g. `1767225600 +0100`'),
  })
  .meta({ title: 'Signature', description: 'A name, an address, and a time' });

/** A patch: a content-addressed, binary-safe unified diff with the commit it was made on. Never changes. */
export const patchArtifact = z
  .strictObject({
    id: ulid.describe('The id of the patch'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    attempt_id: ulid.nullable().describe('The attempt that made it; null for a ready-made one'),
    format: z.literal('git_diff').describe('The format of the diff'),
    sha256: sha256.describe('SHA-256 of the diff'),
    digest: sha256.describe('SHA-256 of the diff without line numbers and object ids'),
    base_commit: objectId.nullable().describe('The commit that it was made on; null where unknown'),
    result_tree: objectId.nullable().describe('The tree of base and patch together; null where unknown'),
    origin: z
      .enum(['tool', 'file', 'series', 'rollback'])
      .describe('Made by a tool, read from a file, taken from history, or made to take a patch back'),
    files_touched: z.array(fileChange).describe('What it does to each file'),
    insertions: count.describe('Lines added'),
    deletions: count.describe('Lines removed'),
    message: z.string().nullable().describe('The commit message that it came with'),
    author: signature.nullable().describe('The author that it came with'),
    diff: z.base64().describe('The diff, in base 64'),
    created_at: instant.describe('When it was recorded'),
  })
  .meta({ title: 'Patch', description: 'A content-addressed, binary-safe unified diff' });

/** What a patch does to one file. */
export type FileChange = z.infer<typeof fileChange>;
/** A name, an address, and a time. */
export type Signature = z.infer<typeof signature>;
/** A row of the table `patches`. */
export type PatchArtifact = z.infer<typeof patchArtifact>;
