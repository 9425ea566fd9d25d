import type { PatchLedgerEntry, PatchStateName, Task } from '@uet/schemas';
import { type DemoDiff, languageDiff, specialDiffs } from './demo-diffs.js';
import { commitPair, type DemoRun } from './demo-run.js';
import { addGate } from './gate-rows.js';
import { addApproval, addComments } from './people-rows.js';
import { instant } from './seed-rows.js';
import type { Landing, Try } from './simulate.js';

/** A patch that a try made. */
export interface MadePatch {
  readonly task: Task;
  readonly attemptId: string | null;
  readonly made: Try;
  readonly landing: Landing;
  /** What the policy or a gate said against it; null where nothing did. */
  readonly refusal: string | null;
  readonly replaces: string | null;
  readonly needsApproval: boolean;
}

const valid = { format_ok: true, scope_ok: true, constraints_ok: true, errors: [] };

/** The state of a patch at a moment. */
function stateAt({ made, landing, refusal }: MadePatch, seenMs: number, waits: boolean): PatchStateName {
  if (made.failure === 'policy') return 'quarantined';
  if (refusal !== null && seenMs >= landing.verifiedMs) return 'quarantined';
  if (waits || seenMs < landing.queuedMs) return 'validated';
  if (seenMs < landing.appliedMs) return 'queued';
  if (seenMs < landing.verifiedMs) return 'applied';
  return seenMs < landing.committedMs ? 'verified' : 'committed';
}

/** Adds a patch with its ledger entry, gates, events, approval and comments; answers its ledger entry. */
export function addPatch(run: DemoRun, patch: MadePatch): PatchLedgerEntry {
  const { random, rows, seenMs } = run;
  const { task, made, landing, attemptId } = patch;
  const createdMs = made.endMs;
  const id = random.id(createdMs);
  const diff = diffFor(run);
  rows.add('patches', {
    id,
    run_id: run.id,
    task_id: task.id,
    attempt_id: attemptId,
    format: 'git_diff',
    sha256: diff.sha256,
    digest: diff.digest,
    base_commit: run.baseCommit,
    result_tree: random.hex(40),
    origin: made.tool === 'patch' ? 'file' : 'tool',
    files_touched: diff.files,
    insertions: diff.insertions,
    deletions: diff.deletions,
    message: `${task.title}\n\nTicket: ${String(run.plan.parameters.ticket ?? 'OPS-1')}`,
    author: null,
    diff: diff.diff,
    created_at: instant(createdMs),
  });
  const waits = patch.needsApproval && landing.queuedMs > seenMs;
  const candidate = commitPair(random);
  const state = stateAt(patch, seenMs, waits);
  const entry = rows.add('patch_ledger', entryOf(run, patch, { id, state, candidate }));
  if (made.failure !== 'policy') addGates(run, patch, { id, candidate });
  if (patch.needsApproval && made.failure !== 'policy')
    addApproval(run, entry, waits ? null : landing.queuedMs);
  noteLife(run, patch, entry);
  addComments(run, entry, diff);
  return entry;
}

/** One in fifty patches is binary, moves files, or is very long. */
function diffFor({ random, repository, isDetailed }: DemoRun): DemoDiff {
  const isSpecial = isDetailed && random.chance(0.02);
  return isSpecial ? random.pick(specialDiffs()) : languageDiff(random, repository.language);
}

interface Candidate {
  readonly commit: string;
  readonly tree: string;
}

function entryOf(
  run: DemoRun,
  { task, made, landing, refusal, replaces }: MadePatch,
  {
    id,
    state,
    candidate,
  }: { readonly id: string; readonly state: PatchStateName; readonly candidate: Candidate },
): PatchLedgerEntry {
  const isPolicy = made.failure === 'policy';
  const isQueued = !isPolicy && state !== 'validated';
  const hasCandidate = isQueued && state !== 'queued';
  const isLanded = state === 'committed';
  const asideMs = isPolicy ? made.endMs : landing.verifiedMs;
  return {
    id,
    run_id: run.id,
    task_id: task.id,
    lane: run.lane,
    state,
    version: isLanded ? 5 : 3,
    reason: state === 'quarantined' ? refusal : null,
    validation: isPolicy ? { ...valid, scope_ok: false, errors: [refusal ?? 'not allowed'] } : valid,
    apply_attempts: hasCandidate ? 1 : 0,
    apply_error: null,
    candidate_base: hasCandidate ? run.baseCommit : null,
    candidate_commit: hasCandidate ? candidate.commit : null,
    candidate_tree: hasCandidate ? candidate.tree : null,
    commit_id: isLanded ? candidate.commit : null,
    tree_id: isLanded ? candidate.tree : null,
    quarantined_by: state === 'quarantined' ? 'system' : null,
    quarantined_at: state === 'quarantined' ? instant(asideMs) : null,
    replaces,
    rollback_of: null,
    created_at: instant(made.endMs),
    queued_at: isQueued ? instant(landing.queuedMs) : null,
    committed_at: isLanded ? instant(landing.committedMs) : null,
    ended_at: null,
  };
}

function addGates(
  run: DemoRun,
  { made, landing, refusal }: MadePatch,
  { id, candidate }: { readonly id: string; readonly candidate: Candidate },
): void {
  const { random } = run;
  const { appliedMs, verifiedMs } = landing;
  const lintEnd = appliedMs + (verifiedMs - appliedMs) * 0.2;
  const isLint = refusal?.includes('lint') === true;
  const call = { patchId: id, phaseId: null, ...candidate };
  const lintVerdict = made.failure === 'gate' && isLint ? 'failed' : 'passed';
  addGate(run, { ...call, name: 'lint', startMs: appliedMs + 50, endMs: lintEnd, verdict: lintVerdict });
  if (lintVerdict === 'failed') return;
  // A flaky test: the same gate on the same tree failed a moment before.
  const isFlaky = refusal === null && run.isDetailed && random.chance(0.04);
  const middle = (lintEnd + verifiedMs) / 2;
  if (isFlaky)
    addGate(run, { ...call, name: 'unit_tests', startMs: lintEnd + 20, endMs: middle, verdict: 'failed' });
  const startMs = isFlaky ? middle + 20 : lintEnd + 20;
  const bad = random.chance(0.08) ? 'error' : 'failed';
  const verdict = made.failure === 'gate' ? bad : 'passed';
  addGate(run, { ...call, name: 'unit_tests', startMs, endMs: verifiedMs - 10, verdict });
}

function noteLife({ rows, seenMs }: DemoRun, { made, landing }: MadePatch, entry: PatchLedgerEntry): void {
  const note = (
    at: number,
    trigger: string,
    from: PatchStateName | null,
    to: PatchStateName,
    reason?: string | null,
  ) => {
    if (at <= seenMs) rows.note('patch', entry, { at, trigger, from, to, reason: reason ?? null });
  };
  note(made.endMs, 'create', null, 'created');
  if (made.failure === 'policy') {
    note(made.endMs + 1, 'quarantine', 'created', 'quarantined', entry.reason);
    return;
  }
  note(made.endMs + 1, 'validate', 'created', 'validated');
  note(landing.queuedMs, 'queue', 'validated', 'queued');
  note(landing.appliedMs, 'apply', 'queued', 'applied');
  if (made.failure === 'gate') {
    note(landing.verifiedMs, 'quarantine', 'applied', 'quarantined', entry.reason);
    return;
  }
  note(landing.verifiedMs, 'verify', 'applied', 'verified');
  note(landing.committedMs, 'commit', 'verified', 'committed');
}
