import { z } from 'zod';
import { count, instant, ulid } from './primitives.js';

/** The states of an approval. */
export const approvalStateName = z.enum(['pending', 'approved', 'rejected', 'withdrawn']);

/** A person's leave for a patch to land: asked for where the template says so, before the patch enters its lane. */
export const approval = z
  .strictObject({
    id: ulid.describe('The id of the approval'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    patch_id: ulid.describe('The patch that waits for it'),
    state: approvalStateName.describe('The state of the approval'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('What the person said, or why it was withdrawn'),
    decided_by: z.string().nullable().describe('Who decided'),
    created_at: instant.describe('When it was asked for'),
    ended_at: instant.nullable().describe('When it was decided or withdrawn'),
  })
  .meta({ title: 'Approval', description: "A person's leave for a patch to land" });

/** A state of an approval. */
export type ApprovalStateName = z.infer<typeof approvalStateName>;
/** A row of the table `approvals`. */
export type Approval = z.infer<typeof approval>;
