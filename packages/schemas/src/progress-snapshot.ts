import { z } from 'zod';
import { count, decimal, instant, ulid } from './primitives.js';
import { taskStateName } from './task.js';

/** How far a run has come. */
export const progressSnapshot = z
  .strictObject({
    run_id: ulid.describe('The run'),
    at: instant.describe('When it was looked at'),
    total: count.describe('How many tasks there are'),
    by_state: z.partialRecord(taskStateName, count).describe('How many tasks are in each state'),
    percent: z.number().min(0).max(100).describe('The share of tasks in a final state'),
    elapsed_ms: count.describe('Time since the start, in milliseconds'),
    remaining_ms: count
      .nullable()
      .describe('An estimate of what remains; null where there is no ground for one'),
    current_tasks: z.array(ulid).describe('The tasks that run now'),
    cost_usd: decimal.describe('What it has cost so far'),
  })
  .meta({ title: 'Progress', description: 'How far a run has come' });

/** How far a run has come. */
export type ProgressSnapshot = z.infer<typeof progressSnapshot>;
