import { z } from 'zod';
import { approval } from '../approval.js';
import { attempt } from '../attempt.js';
import { patchArtifact } from '../patch-artifact.js';
import { patchLedgerEntry } from '../patch-ledger-entry.js';
import { count, decimal, instant, key, ulid } from '../primitives.js';
import { runState } from '../run-state.js';
import { scheduleEntry } from '../schedule-entry.js';
import { task } from '../task.js';
import { testGate } from '../test-gate.js';

/** A run as a list shows it. */
export const runLine = runState
  .pick({
    id: true,
    state: true,
    version: true,
    reason: true,
    template_name: true,
    template_version: true,
    repository: true,
    target_branch: true,
    origin: true,
    retry_of: true,
    tasks_total: true,
    tasks_done: true,
    cost_usd: true,
    cancel_requested_at: true,
    created_at: true,
    started_at: true,
    ended_at: true,
  })
  .extend({
    tasks_failed: count.describe('How many of its tasks failed'),
    patches_landed: count.describe('How many of its patches landed'),
    patches_quarantined: count.describe('How many of its patches are set aside'),
    approvals_pending: count.describe('How many approvals it waits for'),
    duration_ms: count.nullable().describe('From its start to its end, or to now; null before its start'),
  })
  .meta({ title: 'Run line', description: 'A run as a list shows it' });

/** A task as a list or graph shows it. */
export const taskLine = task
  .omit({ step: true, outputs: true, feedback: true, condition: true, lease_attempt_id: true })
  .extend({
    waits_for: scheduleEntry.shape.waits_for,
    waits_detail: scheduleEntry.shape.detail,
    wave: count.describe('The longest chain of dependencies before it'),
    cost_usd: decimal.describe('What it has cost so far'),
    duration_ms: count.nullable().describe('From its first attempt to its end, or to now'),
  })
  .meta({ title: 'Task line', description: 'A task as a list shows it' });

/** A patch as a list shows it: its life, and what it does to which files. */
export const patchLine = patchLedgerEntry
  .extend({
    task_key: key.describe('The id of the task in the template'),
    task_title: z.string().describe('The title of the task'),
    attempt_id: patchArtifact.shape.attempt_id,
    origin: patchArtifact.shape.origin,
    base_commit: patchArtifact.shape.base_commit,
    files_touched: patchArtifact.shape.files_touched,
    insertions: count.describe('Lines added'),
    deletions: count.describe('Lines removed'),
    message: patchArtifact.shape.message,
    comments_open: count.describe('How many comments are not settled'),
    approval: approval.nullable().describe('The approval that it needs; null where it needs none'),
  })
  .meta({ title: 'Patch line', description: 'A patch as a list shows it' });

/** A gate as a list shows it. */
export const gateLine = testGate
  .extend({
    task_id: ulid.nullable().describe('The task whose patch is tested'),
    task_key: key.nullable().describe('Its id in the template'),
    flaky_cases: count.describe('How many of its cases both passed and failed on one tree'),
  })
  .meta({ title: 'Gate line', description: 'A gate as a list shows it' });

/** A test case as it ended in one gate. */
export const caseResult = z.strictObject({
  gate_id: ulid.describe('The gate'),
  run_id: ulid.describe('The run'),
  tree_id: testGate.shape.tree_id,
  status: z.string().describe('How it ended'),
  duration_ms: z.number().nullable().describe('How long it took, in milliseconds'),
  message: z.string().nullable().describe('What it said'),
  at: instant.describe('When the gate ended'),
});

/** An attempt with what it cost. */
export const attemptLine = attempt
  .omit({ log_path: true })
  .extend({
    cost_usd: decimal.nullable().describe('What it cost; null where that is not known'),
    model: z.string().nullable().describe('The model that was called'),
    streams: z.array(z.enum(['stdout', 'stderr'])).describe('The logs that it has'),
  })
  .meta({ title: 'Attempt line', description: 'An attempt with what it cost' });

/** A run as a list shows it. */
export type RunLine = z.infer<typeof runLine>;
/** A task as a list shows it. */
export type TaskLine = z.infer<typeof taskLine>;
/** A patch as a list shows it. */
export type PatchLine = z.infer<typeof patchLine>;
/** A gate as a list shows it. */
export type GateLine = z.infer<typeof gateLine>;
/** A test case as it ended in one gate. */
export type CaseResult = z.infer<typeof caseResult>;
/** An attempt with what it cost. */
export type AttemptLine = z.infer<typeof attemptLine>;
