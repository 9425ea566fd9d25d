import type { ApprovalStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type ApprovalEvent = 'approve' | 'reject' | 'withdraw';

/** The life of an approval: a person's leave for a patch to land. */
export const approvalMachine = defineMachine<ApprovalStateName, ApprovalEvent>({
  name: 'approval',
  table: 'approvals',
  initial: 'pending',
  states: {
    pending: { means: 'Waits for a person to decide', tone: 'waiting' },
    approved: { means: 'The patch may land', tone: 'good', requires: ['decided_by', 'ended_at'] },
    rejected: {
      means: 'The patch is set aside; the next attempt is told why',
      tone: 'warning',
      requires: ['reason', 'decided_by', 'ended_at'],
    },
    withdrawn: { means: 'Not asked for any more', tone: 'neutral', requires: ['reason', 'ended_at'] },
  },
  events: {
    approve: { from: ['pending'], to: 'approved', by: 'person' },
    reject: { from: ['pending'], to: 'rejected', by: 'person' },
    withdraw: { from: ['pending'], to: 'withdrawn' },
  },
});
