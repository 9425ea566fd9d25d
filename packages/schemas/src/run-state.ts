import { z } from 'zod';
import { count, decimal, instant, key, objectId, ulid } from './primitives.js';
import { runConfig } from './run-config.js';

/** The states of a run. */
export const runStateName = z.enum([
  'pending',
  'initializing',
  'running',
  'paused',
  'validating',
  'succeeded',
  'failed',
  'quarantined',
  'canceled',
]);

/** Who started a run. */
export const runOrigin = z.enum(['manual', 'ci', 'scheduled', 'api']).describe('What started the run');

/** The record of one execution of a template against one repository. */
export const runState = z
  .strictObject({
    id: ulid.describe('The id of the run'),
    state: runStateName.describe('The state of the run'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    template_name: key.describe('The name of the template'),
    template_version: z.string().describe('The version of the template'),
    repository: z.string().describe('The absolute path of the repository'),
    target_branch: z.string().describe('The branch that work lands on'),
    lane: z.string().describe('Repository and branch as one word: landings in a lane are ordered'),
    pool: z.string().describe('The worker pool that serves the run'),
    base_commit: objectId.describe('The commit that the run started from'),
    head_commit: objectId.describe('The last commit that the run landed; its base before that'),
    head_tree: objectId.describe('The tree of that commit'),
    origin: runOrigin,
    retry_of: ulid.nullable().describe('The run that this one retries'),
    config: runConfig.describe('What the run was started with'),
    plan: z.json().describe('What was compiled from the template, without its tasks'),
    tasks_total: count.describe('How many tasks the run has'),
    tasks_done: count.describe('How many of them are in a final state'),
    cost_usd: decimal.describe('What the run has cost so far, in US dollars'),
    cancel_requested_at: instant.nullable().describe('When a person asked to stop the run'),
    created_at: instant.describe('When the run was made'),
    started_at: instant.nullable().describe('When its first task could start'),
    ended_at: instant.nullable().describe('When it ended'),
  })
  .meta({ title: 'Run', description: 'One execution of a template against one repository' });

/** A state of a run. */
export type RunStateName = z.infer<typeof runStateName>;
/** What started a run. */
export type RunOrigin = z.infer<typeof runOrigin>;
/** A row of the table `runs`. */
export type RunState = z.infer<typeof runState>;
