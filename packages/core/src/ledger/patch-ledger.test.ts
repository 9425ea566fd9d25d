import { describe, expect, it } from 'vitest';
import { patchMachine } from '../machines/index.js';
import { ChangeSet } from '../moves/index.js';
import { aLedgerEntry, aPatch, CountingIds, FixedClock, inState } from '../testing/index.js';
import { PatchLedger } from './index.js';

const now = '2026-03-01T00:00:00.000Z';
const holds = { format_ok: true, scope_ok: true, constraints_ok: true, errors: [] };
const candidate = { base: 'a'.repeat(40), commit: 'b'.repeat(40), tree: 'c'.repeat(40) };

function setUp() {
  const changes = new ChangeSet({ clock: new FixedClock(now), ids: new CountingIds(), actor: 'person:anna' });
  return { changes, ledger: new PatchLedger(changes) };
}

describe('PatchLedger', () => {
  it('records a patch with an entry of the same id', () => {
    const { changes, ledger } = setUp();
    const entry = ledger.record(aPatch(), 'lane', 'earlier');
    expect(entry).toEqual(aLedgerEntry({ created_at: now, replaces: 'earlier' }));
    expect(changes.inserts).toEqual([
      { table: 'patches', row: aPatch() },
      { table: 'patch_ledger', row: entry },
    ]);
    expect(setUp().ledger.record(aPatch(), 'lane').replaces).toBeNull();
  });

  it('records a patch that takes another one back in the lane of that one', () => {
    const original = aLedgerEntry({ id: 'original', lane: 'its lane' });
    expect(setUp().ledger.recordRollback(aPatch({ origin: 'rollback' }), original)).toEqual(
      aLedgerEntry({ created_at: now, lane: 'its lane', rollback_of: 'original' }),
    );
  });

  it('lands a patch: what is committed is exactly the candidate that was verified', () => {
    const { changes, ledger } = setUp();
    const queued = ledger.queue(ledger.validate(ledger.record(aPatch(), 'lane'), holds));
    expect(queued).toMatchObject({ validation: holds, queued_at: now });
    ledger.apply(queued, candidate, 12);
    ledger.verify(queued);
    // Even an older row in hand commits what the change set knows to be the candidate.
    expect(ledger.commit(queued)).toMatchObject({
      state: 'committed',
      apply_attempts: 1,
      candidate_base: candidate.base,
      commit_id: candidate.commit,
      tree_id: candidate.tree,
      committed_at: now,
    });
    expect(changes.events.map(({ trigger }) => trigger)).toEqual([
      'create',
      'validate',
      'queue',
      'apply',
      'verify',
      'commit',
    ]);
    expect(changes.events[3]?.payload).toEqual({ took_ms: 12 });
  });

  it('cannot commit what has no candidate', () => {
    const entry = aLedgerEntry({ state: 'verified' });
    expect(() => setUp().ledger.commit(entry)).toThrow(expect.objectContaining({ code: 'incomplete' }));
  });

  it('counts the times that git was asked, and allows three', () => {
    const { changes, ledger } = setUp();
    const queued = inState(patchMachine, aLedgerEntry(), 'queued');
    const refused = ledger.refuse(queued, 'does not apply', 12);
    expect(changes.events[0]?.payload).toEqual({ took_ms: 12 });
    expect(refused).toMatchObject({
      apply_attempts: 1,
      apply_error: 'does not apply',
      reason: 'does not apply',
    });
    ledger.requeue(queued, 'once more');
    expect(ledger.refuse(queued, 'again', 12)).toMatchObject({ apply_attempts: 2, apply_error: 'again' });
    ledger.requeue(queued, 'once more');
    const applied = ledger.apply(queued, candidate, 12);
    expect(applied).toMatchObject({ apply_attempts: 3, apply_error: null });
    expect([refused, applied].map((entry) => ledger.mayRequeue(entry))).toEqual([true, false]);
  });

  it('forgets the candidate of a patch that goes back into its lane', () => {
    const { ledger } = setUp();
    const applied = inState(patchMachine, aLedgerEntry({ validation: holds, queued_at: now }), 'applied');
    expect(ledger.requeue(applied, 'overtaken')).toMatchObject({
      state: 'queued',
      reason: 'overtaken',
      candidate_base: null,
      candidate_commit: null,
      candidate_tree: null,
    });
  });

  it('sets a patch aside with who did it and why', () => {
    const refused = { ...holds, scope_ok: false };
    const { ledger } = setUp();
    expect(ledger.quarantine(aLedgerEntry(), 'leaves its scope', refused)).toMatchObject({
      state: 'quarantined',
      reason: 'leaves its scope',
      quarantined_by: 'person:anna',
      quarantined_at: now,
      validation: refused,
    });
    const validated = aLedgerEntry({ state: 'validated', validation: holds });
    expect(setUp().ledger.quarantine(validated, 'a gate failed').validation).toEqual(holds);
  });

  it('has a released patch judged afresh, as if nothing had been said or tried', () => {
    const entry = aLedgerEntry({
      validation: holds,
      apply_attempts: 3,
      apply_error: 'no',
      candidate_base: candidate.base,
      candidate_commit: candidate.commit,
      candidate_tree: candidate.tree,
    });
    const set = setUp().ledger.quarantine({ ...entry, state: 'applied' }, 'a gate failed');
    const { version: _, ...fresh } = aLedgerEntry({ reason: 'reviewed' });
    expect(setUp().ledger.release(set, 'reviewed')).toMatchObject(fresh);
    expect(setUp().ledger.release(set).reason).toBeNull();
  });

  it('ends a patch that is taken back or not wanted any more', () => {
    const committed = inState(patchMachine, aLedgerEntry(), 'committed');
    expect(setUp().ledger.rollBack(committed, 'breaks login')).toMatchObject({
      state: 'rolled_back',
      reason: 'breaks login',
      ended_at: now,
    });
    expect(setUp().ledger.drop(aLedgerEntry(), 'superseded')).toMatchObject({
      state: 'dropped',
      reason: 'superseded',
      ended_at: now,
    });
  });
});
