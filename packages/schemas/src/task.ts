import { z } from 'zod';
import { count, instant, key, pathPattern, ulid } from './primitives.js';

/** The states of a task. */
export const taskStateName = z.enum([
  'pending',
  'blocked',
  'queued',
  'running',
  'validating',
  'retrying',
  'completed',
  'failed',
  'canceled',
]);

/** How urgent a task is, most urgent first. */
export const priority = z.enum(['critical', 'high', 'normal', 'low']).describe('How urgent the task is');

/** What happens to the rest when a task fails. */
export const onFailure = z
  .enum(['abort', 'skip_dependents', 'continue'])
  .describe('After a failure: end the workstream, skip what depends on it, or go on as if it had completed');

const level = z.enum(['low', 'medium', 'high']);

/** What kind of work a task is, for the router. */
export const classification = z
  .strictObject({
    complexity: level.optional().describe('How hard the task is'),
    risk_tier: level.optional().describe('How much harm a wrong result does'),
    domain: z.string().max(64).optional().describe('The field of work, e.g. frontend'),
  })
  .meta({ title: 'Classification', description: 'What the router may look at' });

/** The record of the atom of work: one tool call that may produce one patch. */
export const task = z
  .strictObject({
    id: ulid.describe('The id of the task'),
    run_id: ulid.describe('The run'),
    phase_id: ulid.describe('The phase'),
    workstream_id: ulid.describe('The workstream'),
    key: key.describe('The id of the task in the template'),
    title: z.string().describe('The title of the task'),
    ordinal: count.describe('Its place in the template, from 0'),
    state: taskStateName.describe('The state of the task'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    priority,
    kind: z.string().max(64).nullable().describe('A free word such as codemod or feature'),
    classification: classification
      .nullable()
      .describe('What the router may look at; null where the template says nothing'),
    condition: z.string().nullable().describe('An expression; where it is false the task is not carried out'),
    scope: z.array(pathPattern).describe('What the task says it writes; empty where it does not say'),
    conflict_group: z.string().max(64).nullable().describe('Tasks of one group never run together'),
    parallel: z.boolean().describe('False: nothing else of the run runs beside it'),
    critical: z.boolean().describe('Whether its failure fails the workstream'),
    on_failure: onFailure,
    max_attempts: z.int().min(1).describe('How often it is tried'),
    attempts_used: count.describe('How many tries counted so far (a lost worker does not count)'),
    attempts_total: count.describe('How many attempts there are'),
    step: z.json().describe('The step as compiled from the template'),
    tool_id: key.nullable().describe('The tool of the latest attempt'),
    lease_attempt_id: ulid.nullable().describe('The attempt that holds the task: its fencing token'),
    lease_worker_id: ulid.nullable().describe('The worker that holds the task'),
    patch_id: ulid.nullable().describe('The patch of the latest attempt'),
    outputs: z.record(z.string(), z.string()).describe('What the task gave to later ones'),
    feedback: z.string().nullable().describe('What the gates or the policy said of the last attempt'),
    last_error: z.string().nullable().describe('The message of the last failed attempt'),
    not_before: instant.nullable().describe('When the next attempt may start'),
    carried_from: ulid
      .nullable()
      .describe('The task of the retried run whose committed work this one takes over'),
    created_at: instant.describe('When the task was made'),
    queued_at: instant.nullable().describe('When it was last queued'),
    started_at: instant.nullable().describe('When its first attempt started'),
    ended_at: instant.nullable().describe('When it ended'),
  })
  .meta({ title: 'Task', description: 'The atom of work: one tool call that may produce one patch' });

/** A state of a task. */
export type TaskStateName = z.infer<typeof taskStateName>;
/** How urgent a task is. */
export type Priority = z.infer<typeof priority>;
/** What happens to the rest when a task fails. */
export type OnFailure = z.infer<typeof onFailure>;
/** What the router may look at. */
export type Classification = z.infer<typeof classification>;
/** A row of the table `tasks`. */
export type Task = z.infer<typeof task>;
