import { z } from 'zod';
import { docStatus } from './doc-metadata.js';
import { count, instant, key, sha256, ulid } from './primitives.js';

/** A template that is known to the database: one that was saved, or run at least once. */
export const storedTemplate = z
  .strictObject({
    id: ulid.describe('The id of the record'),
    name: key.describe('The name of the template; no two share it'),
    version: count.describe('Grows by one with every change'),
    template_version: z.string().describe('The version that its header tells'),
    title: z.string().describe('The title that its header tells'),
    description: z.string().nullable().describe('What its header says it does'),
    status: docStatus.describe('Whether it is a draft, active, or deprecated'),
    path: z.string().nullable().describe('The file that it was read from; files that it names are beside it'),
    sha256: sha256.describe('SHA-256 of the text'),
    text: z.string().max(4_194_304).describe('The template as it was written, YAML or JSON'),
    saved_by: z.string().describe('Who saved it last'),
    created_at: instant.describe('When it was first saved'),
    updated_at: instant.describe('When it was last saved'),
    last_run_at: instant.nullable().describe('When it was last run'),
  })
  .meta({ title: 'Stored template', description: 'A template that is known to the database' });

/** A row of the table `templates`. */
export type StoredTemplate = z.infer<typeof storedTemplate>;
