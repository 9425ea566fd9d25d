import { z } from 'zod';
import { count, instant, ulid } from './primitives.js';

/** Filters and order of the list of runs under a name, for everybody. */
export const savedView = z
  .strictObject({
    id: ulid.describe('The id of the view'),
    name: z.string().min(1).max(80).describe('What it is called; no two share a name'),
    version: count.describe('Grows by one with every change'),
    query: z.record(z.string().max(64), z.string().max(1000)).describe('The query of the address, by key'),
    created_by: z.string().describe('Who saved it'),
    created_at: instant.describe('When it was saved'),
  })
  .meta({ title: 'Saved view', description: 'Filters and order of the list of runs under a name' });

/** A row of the table `saved_views`. */
export type SavedView = z.infer<typeof savedView>;
