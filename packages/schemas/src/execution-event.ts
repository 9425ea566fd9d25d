import { z } from 'zod';
import { instant, key, ulid } from './primitives.js';

/** How much an event matters. */
export const severity = z.enum(['debug', 'info', 'warning', 'error', 'critical']);

/** What an event is about. */
export const entityType = z.enum([
  'run',
  'phase',
  'workstream',
  'task',
  'attempt',
  'worker',
  'patch',
  'gate',
  'breaker',
  'budget',
  'approval',
  'template',
  'token',
  'view',
]);

/** One row of the append-only event log: every move writes exactly one. */
export const executionEvent = z
  .strictObject({
    cursor: z.string().describe('The place in the log: pass it back to read what comes after'),
    at: instant.describe('When it happened'),
    type: z.string().describe('Entity and event, e.g. `task.start`'),
    severity: severity.describe('How much it matters'),
    entity_type: entityType.describe('What it is about'),
    entity_id: z.string().describe('The id of what it is about'),
    from_state: z.string().nullable().describe('The state before; null for something new'),
    to_state: z.string().nullable().describe('The state after; null where no state changed'),
    trigger: z.string().describe('The event of the state machine'),
    reason: z.string().nullable().describe('Why'),
    actor: z.string().describe('Who caused it: `system`, `worker:<id>`, or `person:<name>`'),
    run_id: ulid.nullable().describe('The run'),
    workstream_id: ulid.nullable().describe('The workstream'),
    task_id: ulid.nullable().describe('The task'),
    tool_id: key.nullable().describe('The tool'),
    worker_id: ulid.nullable().describe('The worker'),
    payload: z.record(z.string(), z.json()).describe('What else there is to know'),
  })
  .meta({ title: 'Event', description: 'One row of the append-only event log' });

/** How much an event matters. */
export type Severity = z.infer<typeof severity>;
/** What an event is about. */
export type EntityType = z.infer<typeof entityType>;
/** A row of the table `events`. */
export type ExecutionEvent = z.infer<typeof executionEvent>;
