import { z } from 'zod';
import { count, ulid } from '../primitives.js';
import { workerLifecycle } from '../worker-lifecycle.js';
import { done, mutation, query, reason } from './procedure.js';

const change = {
  input: z.strictObject({ worker_id: ulid.describe('The worker'), reason: reason.optional() }),
  output: done,
};

/** A worker as a list shows it. */
export const workerLine = workerLifecycle.omit({ queue_ids: true, process_started: true }).extend({
  current_task_key: z.string().nullable().describe('What it does'),
  current_run_id: ulid.nullable(),
  mean_execution_ms: count.nullable().describe('How long an attempt took on average'),
});

/** The procedures about workers. */
export const workers = {
  list: query('viewer', 'The workers; those that have ended only where asked for', {
    input: z.strictObject({
      ended: z.boolean().default(false).describe('Also the last 200 that have ended'),
    }),
    output: z.strictObject({ items: z.array(workerLine) }),
  }),
  pause: mutation('operator', 'It finishes what it holds and takes nothing new', change),
  resume: mutation('operator', 'It takes work again', change),
  shutdown: mutation('admin', 'It finishes what it holds, then ends', change),
} as const;

/** A worker as a list shows it. */
export type WorkerLine = z.infer<typeof workerLine>;
