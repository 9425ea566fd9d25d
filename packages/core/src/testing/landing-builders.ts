import type { PatchArtifact, PatchLedgerEntry, TestGate } from '@uet/schemas';
import type { TestExecution } from '../moves/tables.js';
import { objectId, testId, testStart } from './test-ids.js';

/** A patch that adds one line to `README.md`. */
export function aPatch(change: Partial<PatchArtifact> = {}): PatchArtifact {
  return {
    id: testId('patch'),
    run_id: testId('run'),
    task_id: testId('task'),
    attempt_id: null,
    format: 'git_diff',
    sha256: '1'.repeat(64),
    digest: '2'.repeat(64),
    base_commit: objectId('a'),
    result_tree: objectId('c'),
    origin: 'tool',
    files_touched: [{ path: 'README.md', kind: 'modify', insertions: 1, deletions: 0, binary: false }],
    insertions: 1,
    deletions: 0,
    message: null,
    author: null,
    diff: 'ZGlmZg==',
    created_at: testStart,
    ...change,
  };
}

/** The ledger entry of {@link aPatch}, in the state `created`. */
export function aLedgerEntry(change: Partial<PatchLedgerEntry> = {}): PatchLedgerEntry {
  return {
    id: testId('patch'),
    run_id: testId('run'),
    task_id: testId('task'),
    lane: 'lane',
    state: 'created',
    version: 0,
    reason: null,
    validation: null,
    apply_attempts: 0,
    apply_error: null,
    candidate_base: null,
    candidate_commit: null,
    candidate_tree: null,
    commit_id: null,
    tree_id: null,
    quarantined_by: null,
    quarantined_at: null,
    replaces: null,
    rollback_of: null,
    created_at: testStart,
    queued_at: null,
    committed_at: null,
    ended_at: null,
    ...change,
  };
}

/** A pending acceptance gate of {@link aPhase}. */
export function aGate(change: Partial<TestGate> = {}): TestGate {
  return {
    id: testId('gate'),
    run_id: testId('run'),
    patch_id: null,
    phase_id: testId('phase'),
    name: 'unit',
    type: 'unit_tests',
    state: 'pending',
    version: 0,
    reason: null,
    criteria: {},
    commit_id: objectId('a'),
    tree_id: objectId('b'),
    gate_digest: '3'.repeat(64),
    environment_digest: '4'.repeat(64),
    cached_from: null,
    exit_code: null,
    total: null,
    passed: null,
    failed: null,
    skipped: null,
    coverage_percent: null,
    failing: [],
    log_path: null,
    created_at: testStart,
    started_at: null,
    ended_at: null,
    duration_ms: null,
    ...change,
  };
}

/** The report of {@link aGate}: one test, passed. */
export function aTestExecution(change: Partial<TestExecution> = {}): TestExecution {
  const one = { name: 'adds', file: 'a.test.ts', suite: null, status: 'passed', duration_ms: 3 } as const;
  return {
    id: testId('gate'),
    run_id: testId('run'),
    record: {
      format: 'tap',
      total: 1,
      passed: 1,
      failed: 0,
      skipped: 0,
      errored: 0,
      duration_ms: null,
      cases: [{ ...one, message: null, line: null }],
      coverage: null,
      plan: { expected: 1, seen: 1 },
    },
    ...change,
  };
}
