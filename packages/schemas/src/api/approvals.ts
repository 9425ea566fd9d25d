import { z } from 'zod';
import { approval, approvalStateName } from '../approval.js';
import { ulid } from '../primitives.js';
import { patchLine, runLine } from './lines.js';
import { done, mutation, pageOf, pageRequest, query, reason } from './procedure.js';

/** An approval with what it is about. */
export const approvalLine = z.strictObject({ approval, patch: patchLine, run: runLine });

/** The procedures about approvals. */
export const approvals = {
  list: query('viewer', 'Approvals, the newest first', {
    input: z.strictObject({
      states: z.array(approvalStateName).max(10).default(['pending']).describe('Empty for all'),
      run_id: ulid.nullable().default(null),
      ...pageRequest,
    }),
    output: pageOf(approvalLine),
  }),
  approve: mutation('operator', 'Lets the patch into its lane', {
    input: z.strictObject({ approval_id: ulid, reason: reason.optional() }),
    output: done,
  }),
  reject: mutation('operator', 'Sets the patch aside; the next attempt is told why', {
    input: z.strictObject({ approval_id: ulid, reason }),
    output: done,
  }),
} as const;

/** An approval with what it is about. */
export type ApprovalLine = z.infer<typeof approvalLine>;
