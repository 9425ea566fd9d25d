import type { Attempt, Task } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { attemptMachine, taskMachine } from '../machines/index.js';
import { ChangeSet } from '../moves/index.js';
import { anAttempt, aTask, CountingIds, FixedClock, inState } from '../testing/index.js';
import { type AttemptFailure, TaskLifecycle } from './index.js';

const now = '2026-01-01T00:00:00.000Z';
const later = (ms: number): string => new Date(Date.parse(now) + ms).toISOString();

function setUp() {
  const changes = new ChangeSet({ clock: new FixedClock(now), ids: new CountingIds(), actor: 'system' });
  return { changes, tasks: new TaskLifecycle(changes) };
}

const running = (change: Partial<Task> = {}): Task => inState(taskMachine, aTask(change), 'running');
const failure: AttemptFailure = {
  kind: 'exit_code',
  message: 'exit code 1',
  category: 'transient',
  chance: 0.5,
};

/** The task after its attempt failed. */
const afterFailure = (
  task: Task,
  change: Partial<AttemptFailure> = {},
  result: Partial<Attempt> = {},
): Task => setUp().tasks.failAttempt(task, anAttempt(), { ...failure, ...change }, result);

describe('TaskLifecycle', () => {
  it('starts an attempt that holds the task', () => {
    const { changes, tasks } = setUp();
    const attempt = anAttempt({ number: 2, tool_id: 'claude' });
    const before = inState(taskMachine, aTask({ patch_id: 'old', started_at: null }), 'queued');
    const task = tasks.start(before, attempt);
    expect(task).toMatchObject({
      state: 'running',
      started_at: now,
      attempts_total: 2,
      attempts_used: 0,
      tool_id: 'claude',
      lease_attempt_id: attempt.id,
      lease_worker_id: attempt.worker_id,
      patch_id: null,
    });
    expect(changes.inserts).toEqual([{ table: 'attempts', row: attempt }]);
    expect(changes.events).toMatchObject([
      { type: 'attempt.start', payload: { number: 2 } },
      { type: 'task.start' },
    ]);
    const again = inState(taskMachine, { ...task, started_at: later(-1000) }, 'queued');
    expect(setUp().tasks.start(again, attempt).started_at).toBe(later(-1000));
  });

  it('finishes with what the tool made, and lets go of the task', () => {
    const { changes, tasks } = setUp();
    const attempt = anAttempt();
    const task = tasks.finish(running(), attempt, { patch_id: 'P', exit_code: 0 }, { file: 'a.ts' });
    expect(task).toMatchObject({
      state: 'validating',
      attempts_used: 1,
      patch_id: 'P',
      outputs: { file: 'a.ts' },
      lease_attempt_id: null,
      lease_worker_id: null,
    });
    expect(changes.latest('attempts', attempt)).toMatchObject({
      state: 'succeeded',
      patch_id: 'P',
      exit_code: 0,
      ended_at: now,
    });
    expect(setUp().tasks.finish(running(), attempt, {}, {}).patch_id).toBeNull();
  });

  it('completes, and forgets the last error', () => {
    const task = inState(taskMachine, aTask({ last_error: 'no' }), 'validating');
    expect(setUp().tasks.complete(task)).toMatchObject({
      state: 'completed',
      ended_at: now,
      last_error: null,
    });
  });

  it('counts attempts on from what the change set has done already', () => {
    const { tasks } = setUp();
    const task = running();
    tasks.finish(task, anAttempt(), {}, {});
    expect(tasks.refuse(task, failure)).toMatchObject({ state: 'retrying', attempts_used: 1 });
  });

  it('blocks until a time, and forgets it when the task is unblocked or queued', () => {
    const { tasks } = setUp();
    const blocked = tasks.block(aTask(), 'the breaker is open', later(5));
    expect(blocked).toMatchObject({ state: 'blocked', not_before: later(5) });
    expect(tasks.unblock(blocked)).toMatchObject({ state: 'pending', not_before: null });
    const retrying = inState(taskMachine, aTask({ not_before: later(0) }), 'retrying');
    expect(setUp().tasks.enqueue(retrying)).toMatchObject({ queued_at: now, not_before: null });
  });

  it('cancels a task and an attempt, and lets go of it', () => {
    const { changes, tasks } = setUp();
    expect(tasks.cancel(running(), 'run_canceled')).toMatchObject({
      state: 'canceled',
      reason: 'run_canceled',
      ended_at: now,
      lease_attempt_id: null,
      lease_worker_id: null,
    });
    const attempt = inState(attemptMachine, anAttempt(), 'running');
    expect(tasks.cancelAttempt(attempt, 'stopped', { exit_code: 130 })).toMatchObject({
      state: 'canceled',
      reason: 'stopped',
      exit_code: 130,
      ended_at: now,
    });
    expect(tasks.cancelAttempt(anAttempt({ id: 'other' }), 'stopped').ended_at).toBe(now);
    expect(changes.events).toHaveLength(3);
  });
});

describe('TaskLifecycle.failAttempt', () => {
  it('ends the attempt, and has the task tried again after a back-off', () => {
    const { changes, tasks } = setUp();
    const attempt = anAttempt();
    const given = { ...failure, feedback: 'try harder', signature: 'f'.repeat(64) };
    const task = tasks.failAttempt(running({ attempts_total: 1 }), attempt, given, { patch_id: 'P' });
    expect(task).toMatchObject({
      state: 'retrying',
      reason: 'exit code 1',
      attempts_used: 1,
      not_before: later(500),
      last_error: 'exit code 1',
      feedback: 'try harder',
      patch_id: 'P',
      lease_attempt_id: null,
      lease_worker_id: null,
    });
    expect(changes.latest('attempts', attempt)).toMatchObject({
      state: 'failed',
      reason: 'exit code 1',
      failure_kind: 'exit_code',
      error_signature: 'f'.repeat(64),
      patch_id: 'P',
      ended_at: now,
    });
  });

  it('waits twice as long each time, or as long as the provider asked', () => {
    expect(afterFailure(running({ attempts_used: 1 })).not_before).toBe(later(1000));
    expect(afterFailure(running(), { retryAfterMs: 7000 }).not_before).toBe(later(7000));
  });

  it('gives up after the last attempt', () => {
    expect(afterFailure(running({ attempts_used: 2 }))).toMatchObject({
      state: 'failed',
      reason: 'exit code 1',
      attempts_used: 3,
      ended_at: now,
    });
  });

  it('gives up at once where another attempt cannot help', () => {
    expect(afterFailure(running(), { category: 'permanent' })).toMatchObject({
      state: 'failed',
      attempts_used: 1,
    });
  });

  it('gives up after the same error for the third time', () => {
    const patient = running({ max_attempts: 9 });
    expect(afterFailure(patient, { sameErrorSeen: 1 }).state).toBe('retrying');
    expect(afterFailure(patient, { sameErrorSeen: 2 })).toMatchObject({
      state: 'failed',
      reason: 'the same error 3 times: exit code 1',
    });
  });

  it('gives up where the same change comes again', () => {
    expect(afterFailure(running(), { oscillates: true })).toMatchObject({
      state: 'failed',
      reason: 'the same change was made before: exit code 1',
    });
  });

  it.each([
    { kind: 'worker_lost', category: 'transient' },
    { kind: 'exit_code', category: 'wait' },
  ] as const)('uses no attempt for %j, but waits longer each time', (what) => {
    const task = running({ attempts_used: 2, attempts_total: 5, max_attempts: 3 });
    expect(afterFailure(task, { ...what, sameErrorSeen: 9, oscillates: true })).toMatchObject({
      state: 'retrying',
      attempts_used: 2,
      not_before: later(8000),
    });
  });
});

describe('TaskLifecycle.refuse', () => {
  const validating = (attemptsUsed: number): Task =>
    inState(taskMachine, aTask({ attempts_used: attemptsUsed, patch_id: 'P' }), 'validating');

  it('has the task tried again with what was said, on the attempts that are left', () => {
    const { tasks } = setUp();
    const task = tasks.refuse(validating(1), { ...failure, kind: 'gate', feedback: 'adds: 1 != 2' });
    expect(task).toMatchObject({
      state: 'retrying',
      attempts_used: 1,
      feedback: 'adds: 1 != 2',
      patch_id: 'P',
    });
  });

  it('gives up where none is left', () => {
    expect(setUp().tasks.refuse(validating(3), failure)).toMatchObject({ state: 'failed', attempts_used: 3 });
  });
});
