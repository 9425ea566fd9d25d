import type { Approval, PatchLedgerEntry, Task } from '@uet/schemas';
import type { DemoGround } from './demo-runs.js';
import { instant, type SeedRows } from './seed-rows.js';

type Taken = ReturnType<SeedRows['take']>;
type Draft<T> = { -readonly [K in keyof T]: T[K] };

const rowsOf = <T>(taken: Taken, table: 'patch_ledger' | 'approvals' | 'tasks'): T[] =>
  (taken.tables.get(table) ?? []) as unknown as T[];

/** Some patches are taken back, dropped, or not applied; some approvals are refused or withdrawn. */
export function addRareStates({ random, rows, nowMs }: DemoGround, taken: Taken): void {
  const entries = rowsOf<Draft<PatchLedgerEntry>>(taken, 'patch_ledger');
  for (const entry of entries) {
    if (entry.state === 'committed' && random.chance(0.006))
      rollBack(rows, entry, random.between(1, 40) * 3_600_000, nowMs);
    else if (entry.state === 'quarantined' && random.chance(0.12)) drop(rows, entry, nowMs);
  }
  const last = entries.filter(({ state }) => state === 'committed').at(-1);
  if (last !== undefined && !entries.some(({ state }) => state === 'rolled_back'))
    rollBack(rows, last, 3_600_000, nowMs);
  const [first, second] = entries.filter(({ state }) => state === 'queued').slice(-2);
  if (first !== undefined) refuse(first);
  if (second !== undefined) Object.assign(second, { state: 'created', validation: null, queued_at: null });
  for (const approval of rowsOf<Draft<Approval>>(taken, 'approvals')) {
    if (approval.state === 'approved' && random.chance(0.05)) withdraw(approval);
  }
  refuseSome(taken, entries);
  blockOne(rows, rowsOf<Draft<Task>>(taken, 'tasks'), nowMs);
}

/** One task waits for the breaker of its tool to close. */
function blockOne(rows: SeedRows, tasks: ReadonlyArray<Draft<Task>>, nowMs: number): void {
  const waiting = tasks.filter(({ state }) => state === 'pending');
  const task = waiting.find(({ tool_id: tool }) => tool === 'aider') ?? waiting[0];
  if (task === undefined) return;
  const reason = 'tool aider keeps failing: its breaker is open';
  const notBefore = instant(nowMs + 3 * 60_000);
  Object.assign(task, {
    state: 'blocked',
    version: task.version + 1,
    reason,
    tool_id: 'aider',
    not_before: notBefore,
  });
  rows.note('task', task, { at: nowMs - 90_000, trigger: 'block', from: 'pending', to: 'blocked', reason });
}

function rollBack(rows: SeedRows, entry: Draft<PatchLedgerEntry>, afterMs: number, nowMs: number): void {
  const at = Math.min(nowMs, Date.parse(entry.committed_at ?? entry.created_at) + afterMs);
  const reason = 'checkout totals were off by one cent in production';
  Object.assign(entry, { state: 'rolled_back', version: entry.version + 1, reason, ended_at: instant(at) });
  rows.note('patch', entry, {
    at,
    trigger: 'roll_back',
    from: 'committed',
    to: 'rolled_back',
    reason,
    actor: 'person:mei',
  });
}

function drop(rows: SeedRows, entry: Draft<PatchLedgerEntry>, nowMs: number): void {
  const at = Math.min(nowMs, Date.parse(entry.quarantined_at ?? entry.created_at) + 600_000);
  const reason = 'the next attempt does it better';
  Object.assign(entry, { state: 'dropped', version: entry.version + 1, reason, ended_at: instant(at) });
  rows.note('patch', entry, {
    at,
    trigger: 'drop',
    from: 'quarantined',
    to: 'dropped',
    reason,
    actor: 'person:jonas',
  });
}

/** As one that git cannot apply, and that has not been put back yet. */
function refuse(entry: Draft<PatchLedgerEntry>): void {
  const error = 'error: patch failed: src/checkout/total.ts:12';
  Object.assign(entry, { state: 'apply_failed', apply_attempts: 1, apply_error: error });
}

function withdraw(approval: Draft<Approval>): void {
  Object.assign(approval, { state: 'withdrawn', reason: 'the run was stopped', decided_by: null });
}

/** The approvals of patches that a gate refused were refused as well, by a person. */
function refuseSome(taken: Taken, entries: readonly PatchLedgerEntry[]): void {
  const aside = new Set(entries.filter(({ state }) => state === 'quarantined').map(({ id }) => id));
  for (const approval of rowsOf<Draft<Approval>>(taken, 'approvals')) {
    if (approval.state !== 'approved' || !aside.has(approval.patch_id)) continue;
    Object.assign(approval, { state: 'rejected', reason: 'the advisory asks for more than this' });
  }
}

/** The breakers of the demo, one in each state. */
export function addBreakers({ rows, nowMs }: DemoGround): void {
  const minute = 60_000;
  const closed = { version: 4, state: 'closed', reason: null, opened_at: null, open_until: null } as const;
  const opened = { opened_at: instant(nowMs - 2 * minute), open_until: instant(nowMs + 3 * minute) };
  const limited = '5 failures one after another: 429 too many requests';
  rows.add('circuit_breakers', { ...closed, id: 'claude', consecutive_failures: 0 });
  rows.add('circuit_breakers', { ...closed, id: 'codex', consecutive_failures: 2 });
  const open = {
    id: 'aider',
    state: 'open',
    version: 9,
    reason: limited,
    consecutive_failures: 5,
    ...opened,
  } as const;
  rows.add('circuit_breakers', open);
  rows.note('breaker', open, {
    at: nowMs - 2 * minute,
    trigger: 'trip',
    from: 'closed',
    to: 'open',
    reason: limited,
  });
  const trying = {
    id: 'gemini',
    state: 'half_open',
    version: 6,
    reason: 'one call tries it',
    consecutive_failures: 6,
  } as const;
  const triedMs = nowMs - 5_000;
  rows.add('circuit_breakers', {
    ...trying,
    opened_at: instant(nowMs - 4 * minute),
    open_until: instant(triedMs),
  });
  rows.note('breaker', trying, { at: triedMs, trigger: 'probe', from: 'open', to: 'half_open' });
}
