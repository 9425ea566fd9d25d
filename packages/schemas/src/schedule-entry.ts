import { z } from 'zod';
import { count, pathPattern, ulid } from './primitives.js';
import { priority } from './task.js';

/** Why a task does not run yet. */
export const waitReason = z
  .enum([
    'dependency',
    'gate',
    'conflict_group',
    'scope_overlap',
    'exclusive',
    'run_limit',
    'workstream_limit',
    'tool_limit',
    'breaker_open',
    'backoff',
    'paused',
    'budget',
    'worker',
    'landing',
    'approval',
  ])
  .describe('Why the task waits');

/** A task's place in the schedule. */
export const scheduleEntry = z
  .strictObject({
    task_id: ulid.describe('The task'),
    wave: count.describe('The longest chain of dependencies before it'),
    priority,
    conflict_group: z.string().nullable().describe('Tasks of one group never run together'),
    file_scope: z.array(pathPattern).describe('What it may write'),
    waits_for: waitReason.nullable().describe('Why it waits; null where it may start'),
    detail: z.string().nullable().describe('What exactly it waits for'),
  })
  .meta({ title: 'Schedule entry', description: "A task's place in the schedule, and why it waits" });

/** Why a task does not run yet. */
export type WaitReason = z.infer<typeof waitReason>;
/** A task's place in the schedule. */
export type ScheduleEntry = z.infer<typeof scheduleEntry>;
