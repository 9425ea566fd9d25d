import { z } from 'zod';
import { count, instant, key, pathPattern, ulid } from './primitives.js';

/** The states of a workstream. */
export const workstreamStateName = z.enum([
  'planned',
  'ready',
  'blocked',
  'executing',
  'validating',
  'completed',
  'failed',
  'skipped',
  'canceled',
]);

/** The record of a workstream of a run. */
export const workstreamState = z
  .strictObject({
    id: ulid.describe('The id of the workstream'),
    run_id: ulid.describe('The run'),
    phase_id: ulid.describe('The phase that holds it'),
    key: key.describe('The id of the workstream in the template'),
    title: z.string().describe('The title of the workstream'),
    ordinal: count.describe('Its place in the template, from 0'),
    state: workstreamStateName.describe('The state of the workstream'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    scope: z.array(pathPattern).describe('What its tasks may write; empty for anything'),
    critical: z.boolean().describe('Whether its failure fails the run'),
    max_concurrency: z
      .int()
      .min(1)
      .nullable()
      .describe('How many of its tasks run at once; null for no limit'),
    created_at: instant.describe('When the workstream was made'),
    started_at: instant.nullable().describe('When its first task was queued'),
    ended_at: instant.nullable().describe('When it ended'),
  })
  .meta({ title: 'Workstream', description: 'Tasks that belong together' });

/** A state of a workstream. */
export type WorkstreamStateName = z.infer<typeof workstreamStateName>;
/** A row of the table `workstreams`. */
export type WorkstreamState = z.infer<typeof workstreamState>;
