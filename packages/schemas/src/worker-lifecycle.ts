import { z } from 'zod';
import { count, instant, key, ulid } from './primitives.js';

/** The states of a worker. */
export const workerStateName = z.enum(['idle', 'busy', 'paused', 'stopped', 'crashed']);

/** What a worker is for. */
export const workerType = z.enum(['executor', 'monitor', 'validator', 'scheduler', 'custom']);

/** The record of one slot of a process that leases tasks and runs tools: it holds one task at a time. */
export const workerLifecycle = z
  .strictObject({
    id: ulid.describe('The id of the worker'),
    type: workerType.describe('What the worker is for'),
    state: workerStateName.describe('The state of the worker'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    pool: z.string().describe('The pool that it serves'),
    host: z.string().describe('The name of the machine'),
    pid: z.int().min(1).describe('The process id'),
    process_started: z
      .string()
      .describe('When the process started, as its system tells: a pid alone is reused'),
    queue_ids: z.array(z.string()).describe('The names under which its process holds jobs in the queue'),
    capabilities: z.array(key).describe('What it can do'),
    current_task_id: ulid.nullable().describe('The task that it holds'),
    heartbeat_at: instant.describe('Its last sign of life'),
    tasks_completed: count.describe('How many attempts succeeded'),
    tasks_failed: count.describe('How many attempts failed'),
    total_execution_ms: count.describe('The sum of the execution times, in milliseconds'),
    started_at: instant.describe('When it started'),
    ended_at: instant.nullable().describe('When it ended'),
  })
  .meta({ title: 'Worker', description: 'A process that leases tasks and runs tools' });

/** A state of a worker. */
export type WorkerStateName = z.infer<typeof workerStateName>;
/** A row of the table `workers`. */
export type WorkerLifecycleRow = z.infer<typeof workerLifecycle>;
