import { z } from 'zod';
import { count, instant, objectId, ulid } from './primitives.js';

/** The states of a patch. */
export const patchStateName = z.enum([
  'created',
  'validated',
  'queued',
  'applied',
  'verified',
  'committed',
  'apply_failed',
  'quarantined',
  'rolled_back',
  'dropped',
]);

/** What the policy said of a patch. */
export const patchValidation = z
  .strictObject({
    format_ok: z.boolean().describe('It reads as a diff'),
    scope_ok: z.boolean().describe('It touches only what it may'),
    constraints_ok: z.boolean().describe('It keeps the limits'),
    errors: z.array(z.string()).describe('What is wrong, one sentence each'),
  })
  .meta({ title: 'Patch validation', description: 'What the policy said' });

/** The record of a patch's life. Its id is the patch's. */
export const patchLedgerEntry = z
  .strictObject({
    id: ulid.describe('The id of the patch'),
    run_id: ulid.describe('The run'),
    task_id: ulid.describe('The task'),
    lane: z.string().describe('The lane that it waits in'),
    state: patchStateName.describe('The state of the patch'),
    version: count.describe('Grows by one with every move'),
    reason: z.string().nullable().describe('Why it is in this state'),
    validation: patchValidation.nullable().describe('What the policy said; null before it was asked'),
    apply_attempts: count.describe('How often a candidate was built with it'),
    apply_error: z.string().nullable().describe('What git said last'),
    candidate_base: objectId.nullable().describe('The tip that the candidate stands on'),
    candidate_commit: objectId.nullable().describe('The commit that is to be landed'),
    candidate_tree: objectId.nullable().describe('The tree that the gates see'),
    commit_id: objectId.nullable().describe('The commit that landed'),
    tree_id: objectId.nullable().describe('The tree that landed'),
    quarantined_by: z.string().nullable().describe('Who or what set it aside'),
    quarantined_at: instant.nullable().describe('When it was set aside'),
    replaces: ulid.nullable().describe('The patch of an earlier attempt that this one replaces'),
    rollback_of: ulid.nullable().describe('The patch that this one takes back'),
    created_at: instant.describe('When it was recorded'),
    queued_at: instant.nullable().describe('When it entered its lane'),
    committed_at: instant.nullable().describe('When it landed'),
    ended_at: instant.nullable().describe('When its life ended'),
  })
  .meta({ title: 'Ledger entry', description: 'The record of a patch from creation to its end' });

/** A state of a patch. */
export type PatchStateName = z.infer<typeof patchStateName>;
/** What the policy said of a patch. */
export type PatchValidation = z.infer<typeof patchValidation>;
/** A row of the table `patch_ledger`. */
export type PatchLedgerEntry = z.infer<typeof patchLedgerEntry>;
