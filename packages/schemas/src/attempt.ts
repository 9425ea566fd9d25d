import { z } from 'zod';
import { count, decimal, instant, key, objectId, sha256, ulid } from './primitives.js';

/** The states of an attempt. */
export const attemptStateName = z.enum(['running', 'succeeded', 'failed', 'canceled']);

/** Why an attempt failed. */
export const failureKind = z.enum([
  'exit_code',
  'wall_timeout',
  'idle_timeout',
  'spawn_error',
  'worker_lost',
  'policy',
  'gate',
  'budget',
]);

/** The record of one try at a task by one worker with one tool. */
export const attempt = z
  .strictObject({
    id: ulid.describe('The id of the attempt, and the fencing token of its lease'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    number: z.int().min(1).describe('1 for the first try'),
    worker_id: ulid.nullable().describe('The worker'),
    tool_id: key.describe('The tool'),
    state: attemptStateName.describe('The state of the attempt'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    failure_kind: failureKind.nullable().describe('Why it failed'),
    error_signature: sha256.nullable().describe('The signature of its error'),
    exit_code: z.int().nullable().describe('The exit code of the tool'),
    base_commit: objectId.nullable().describe('The commit that it worked on'),
    patch_id: ulid.nullable().describe('The patch that it made'),
    patch_digest: sha256.nullable().describe('Digest of its diff without line numbers, to see oscillation'),
    log_path: z.string().nullable().describe('The folder of its logs'),
    reserved_usd: decimal.nullable().describe('What was reserved of the budgets for it, in US dollars'),
    started_at: instant.describe('When it started'),
    ended_at: instant.nullable().describe('When it ended'),
    duration_ms: count.nullable().describe('How long the tool ran, in milliseconds'),
  })
  .meta({ title: 'Attempt', description: 'One try at a task by one worker with one tool' });

/** A state of an attempt. */
export type AttemptStateName = z.infer<typeof attemptStateName>;
/** Why an attempt failed. */
export type FailureKind = z.infer<typeof failureKind>;
/** A row of the table `attempts`. */
export type Attempt = z.infer<typeof attempt>;
