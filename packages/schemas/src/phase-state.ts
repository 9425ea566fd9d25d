import { z } from 'zod';
import { count, instant, key, ulid } from './primitives.js';

/** The states of a phase. */
export const phaseStateName = z.enum(['planned', 'active', 'blocked', 'done', 'abandoned']);

/** The record of a milestone of a run. */
export const phaseState = z
  .strictObject({
    id: ulid.describe('The id of the phase'),
    run_id: ulid.describe('The run'),
    key: key.describe('The id of the phase in the template'),
    title: z.string().describe('The title of the phase'),
    ordinal: count.describe('Its place in the template, from 0'),
    state: phaseStateName.describe('The state of the phase'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    acceptance: z.array(key).describe('The gates that must pass once its workstreams are completed'),
    created_at: instant.describe('When the phase was made'),
    started_at: instant.nullable().describe('When the phase became active'),
    ended_at: instant.nullable().describe('When it ended'),
  })
  .meta({ title: 'Phase', description: 'A milestone of a run: holds workstreams, has acceptance checks' });

/** A state of a phase. */
export type PhaseStateName = z.infer<typeof phaseStateName>;
/** A row of the table `phases`. */
export type PhaseState = z.infer<typeof phaseState>;
