import type { RunSnapshot } from '@uet/core';
import { aBreaker, aBudget, aDependency, aPhase, aRun, aTask, aWorkstream, testId } from '@uet/core/testing';
import type { Task } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { openWaits } from './waits.js';

const now = new Date('2026-01-01T00:00:00.000Z');
const task = (key: string, change: Partial<Task> = {}): Task => aTask({ id: testId(key), key, ...change });

const snapshot = (tasks: readonly Task[], change: Partial<RunSnapshot> = {}): RunSnapshot => ({
  run: aRun(),
  phases: [aPhase({ state: 'active', started_at: now.toISOString() })],
  workstreams: [aWorkstream({ state: 'executing', started_at: now.toISOString() })],
  tasks,
  dependencies: [],
  openPatches: [],
  approvals: [],
  acceptance: [],
  breakers: [],
  budgets: [],
  ...change,
});

const wait = (subject: Task, whole: RunSnapshot | null, approvals: readonly string[] = []) =>
  openWaits(whole, new Set(approvals), now)(subject);

describe('openWaits', () => {
  it('asks the planner about tasks that have not started', () => {
    const [first, second] = [task('first'), task('second', { ordinal: 1 })];
    const dependencies = [aDependency({ from_id: first.id, to_id: second.id })];
    const whole = snapshot([first, second], { dependencies });
    expect(wait(second, whole)).toEqual({ waits_for: 'dependency', waits_detail: 'first' });
    expect(wait(first, whole)).toEqual({ waits_for: null, waits_detail: null });
    const later = task('later', { not_before: '2026-01-01T00:01:00.000Z', state: 'retrying', reason: 'x' });
    expect(wait(later, snapshot([later])).waits_for).toBe('backoff');
    const opened = aBreaker({ id: 'aider', state: 'open', open_until: '2026-01-01T00:01:00.000Z' });
    const tooled = task('tooled', { tool_id: 'aider' });
    expect(wait(tooled, snapshot([tooled], { breakers: [opened] })).waits_for).toBe('breaker_open');
  });

  it('says that the run is paused, its budget is used up, or its phase has not begun', () => {
    const one = task('one');
    expect(wait(one, snapshot([one], { run: aRun({ state: 'paused' }) })).waits_for).toBe('paused');
    expect(wait(one, snapshot([one], { budgets: [aBudget({ spent_usd: '10' })] })).waits_for).toBe('budget');
    const before = aPhase({ id: testId('before'), key: 'before', state: 'active' });
    const dependencies = [aDependency({ from_id: before.id, to_id: testId('phase'), level: 'phase' })];
    const other = aWorkstream({ id: testId('other'), phase_id: before.id, key: 'other', state: 'executing' });
    const workstreams = [aWorkstream(), other];
    const held = task('held', {
      id: testId('held'),
      workstream_id: other.id,
      phase_id: before.id,
      state: 'queued',
    });
    const whole = snapshot([one, held], { phases: [before, aPhase()], workstreams, dependencies });
    expect(wait(one, whole)).toEqual({
      waits_for: 'dependency',
      waits_detail: 'phase phase has not begun',
    });
  });

  it('tells of the others by their own row', () => {
    const patched = task('patched', { state: 'validating', patch_id: testId('patch') });
    expect(wait(task('queued', { state: 'queued' }), null).waits_for).toBe('worker');
    expect(wait(patched, null).waits_for).toBe('landing');
    expect(wait(patched, null, [patched.id]).waits_for).toBe('approval');
    expect(wait(task('blocked', { state: 'blocked', reason: 'unit failed' }), null)).toEqual({
      waits_for: 'gate',
      waits_detail: 'unit failed',
    });
    expect(wait(task('done', { state: 'completed' }), null).waits_for).toBeNull();
  });
});
