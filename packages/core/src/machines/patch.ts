import type { PatchStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type PatchEvent =
  | 'validate'
  | 'queue'
  | 'apply'
  | 'refuse'
  | 'verify'
  | 'commit'
  | 'requeue'
  | 'quarantine'
  | 'release'
  | 'roll_back'
  | 'drop';

/** The life of a patch in the ledger: nothing is committed that was not applied and verified. */
export const patchMachine = defineMachine<PatchStateName, PatchEvent>({
  name: 'patch',
  table: 'patch_ledger',
  initial: 'created',
  states: {
    created: { means: 'Recorded, not checked yet', tone: 'neutral' },
    validated: { means: 'Format, scope and limits hold', tone: 'active', requires: ['validation'] },
    queued: { means: 'Waits in its lane', tone: 'waiting', requires: ['validation', 'queued_at'] },
    applied: {
      means: 'A candidate tree with it exists',
      tone: 'active',
      requires: ['candidate_commit', 'candidate_tree'],
    },
    verified: {
      means: 'Every required gate passed on exactly that tree',
      tone: 'active',
      requires: ['candidate_commit', 'candidate_tree'],
    },
    committed: {
      means: 'The branch was moved to exactly that tree',
      tone: 'good',
      requires: ['commit_id', 'tree_id', 'committed_at'],
    },
    apply_failed: { means: 'git cannot apply it', tone: 'bad', requires: ['apply_error'] },
    quarantined: { means: 'Set aside; only a person can release it', tone: 'warning', requires: ['reason'] },
    rolled_back: { means: 'Taken back', tone: 'neutral', requires: ['reason', 'ended_at'] },
    dropped: { means: 'Not wanted any more', tone: 'neutral', requires: ['reason', 'ended_at'] },
  },
  events: {
    validate: { from: ['created'], to: 'validated' },
    queue: { from: ['validated'], to: 'queued' },
    apply: { from: ['queued'], to: 'applied' },
    refuse: { from: ['queued'], to: 'apply_failed' },
    verify: { from: ['applied'], to: 'verified' },
    commit: { from: ['verified'], to: 'committed' },
    requeue: { from: ['applied', 'verified', 'apply_failed'], to: 'queued' },
    quarantine: {
      from: ['created', 'validated', 'queued', 'applied', 'verified', 'apply_failed'],
      to: 'quarantined',
    },
    release: { from: ['quarantined'], to: 'created', by: 'person' },
    roll_back: { from: ['applied', 'verified', 'committed'], to: 'rolled_back' },
    drop: {
      from: ['created', 'validated', 'queued', 'applied', 'verified', 'apply_failed', 'quarantined'],
      to: 'dropped',
    },
  },
});
