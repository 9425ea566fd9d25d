import type { Task } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { planned, planTime, type Scene } from '../../test/planner/planned.js';

/** What happens to workstream `w`; another one runs on, so that neither phase nor run ends. */
function movesOf(tasks: ReadonlyArray<Partial<Task>>, scene: Scene & { w?: object } = {}): string[] {
  const { w = { state: 'executing' }, workstreams = [], ...rest } = scene;
  const { moves } = planned({
    ...rest,
    workstreams: [w, { id: 'v', state: 'executing' }, ...workstreams],
    tasks: [...tasks, { id: 'other', workstream_id: 'v', state: 'running' }],
  });
  return moves.filter((move) => move.startsWith('w '));
}

const done: Partial<Task> = { id: 'a', state: 'completed' };
const excluded: Partial<Task> = { id: 'b', state: 'canceled', reason: 'condition_not_met' };
const dropped: Partial<Task> = { id: 'c', state: 'canceled', reason: 'patch_dropped' };
const letDown: Partial<Task> = { id: 'd', state: 'canceled', reason: 'dependency_failed' };
const failed: Partial<Task> = { id: 'e', state: 'failed', reason: 'exit code 1' };

describe('plan: a workstream opens', () => {
  it('once its phase is active and what it depends on is done', () => {
    const w = { state: 'planned' };
    const pending = [{ id: 'a', state: 'running' }] as const;
    expect(movesOf(pending, { w })).toEqual(['w make_ready']);
    expect(movesOf(pending, { w, edges: ['v -> w'] })).toEqual([]);
    const phases = [{ state: 'planned' }, { id: 'q', state: 'active' }] as const;
    const workstreams = [{ id: 'u', phase_id: 'q', state: 'executing' }] as const;
    const tasks = [{ id: 'a' }, { id: 'x', workstream_id: 'u', state: 'running' }] as const;
    expect(movesOf(tasks, { w, phases, workstreams, edges: ['q -> p'] })).toEqual([]);
  });

  it('is blocked while its phase is, with the reason, and unblocked after that', () => {
    const w = { state: 'planned' };
    const tasks = [{ id: 'a', state: 'running' }] as const;
    const phases = [{ state: 'blocked', reason: 'acceptance gate unit failed' }] as const;
    expect(movesOf(tasks, { w, phases })).toEqual([
      'w block: phase p is blocked: acceptance gate unit failed',
    ]);
    const blocked = { state: 'blocked', reason: 'phase p is blocked' };
    expect(movesOf(tasks, { w: blocked, phases })).toEqual([]);
    expect(movesOf(tasks, { w: blocked })).toEqual(['w unblock']);
  });
});

describe('plan: a workstream is validating', () => {
  it('while its last patches are on their way', () => {
    expect(movesOf([done, { id: 'b', state: 'validating' }])).toEqual(['w validate']);
    expect(movesOf([done, { id: 'b', state: 'validating' }], { w: { state: 'validating' } })).toEqual([]);
    expect(
      movesOf([
        { id: 'a', state: 'running' },
        { id: 'b', state: 'validating' },
      ]),
    ).toEqual([]);
  });
});

describe('plan: a workstream completes', () => {
  it('when all of its tasks have', () => {
    expect(movesOf([done])).toEqual(['w validate', 'w complete']);
    expect(movesOf([done], { w: { state: 'validating' } })).toEqual(['w complete']);
  });

  it('without the tasks that were excluded, dropped by a person, or are not critical', () => {
    const tasks = [done, excluded, dropped, { ...letDown, critical: false }, { ...failed, critical: false }];
    expect(movesOf(tasks)).toEqual(['w validate', 'w complete']);
  });

  it('when a critical task failed whose failure is to be gone on from', () => {
    expect(movesOf([{ ...failed, on_failure: 'continue' }])).toEqual(['w validate', 'w complete']);
  });

  it('in all its steps where its tasks were carried over, or it was blocked', () => {
    const steps = ['w start', 'w validate', 'w complete'];
    expect(movesOf([done], { w: { state: 'planned' } })).toEqual(['w make_ready', ...steps]);
    expect(movesOf([done], { w: { state: 'blocked' } })).toEqual(['w unblock', ...steps]);
    expect(movesOf([done], { w: { state: 'ready' } })).toEqual(steps);
  });
});

describe('plan: a workstream fails', () => {
  it('when a critical task has failed and the others have ended', () => {
    expect(movesOf([done, failed])).toEqual(['w fail: task e failed: exit code 1']);
    expect(movesOf([failed, { id: 'x', state: 'running' }])).toEqual([]);
  });
});

describe('plan: a workstream is canceled', () => {
  it('when a critical task could not be done', () => {
    expect(movesOf([done, letDown])).toEqual(['w cancel: task d: dependency_failed']);
  });

  it('when nothing of it was done, be it critical or not', () => {
    const tasks = [{ ...letDown, critical: false }, excluded];
    expect(movesOf(tasks, { w: { state: 'planned' } })).toEqual(['w cancel: task d: dependency_failed']);
  });

  it('when it was stopped with its run', () => {
    const stopped = { id: 'b', critical: false };
    const run = { cancel_requested_at: planTime };
    expect(movesOf([done, stopped], { run })).toEqual(['w cancel: run_canceled']);
  });
});

describe('plan: a workstream is skipped', () => {
  it('when its conditions excluded all of its tasks and its turn has come', () => {
    expect(movesOf([excluded], { w: { state: 'ready' } })).toEqual(['w skip: condition_not_met']);
    expect(movesOf([excluded], { w: { state: 'ready' }, edges: ['v -> w'] })).toEqual([]);
    expect(movesOf([], { w: { state: 'planned' } })).toEqual(['w skip: condition_not_met']);
  });

  it('but canceled where its turn will never come', () => {
    const workstreams = [{ id: 'u', state: 'failed', critical: false }] as const;
    const tasks = [{ ...failed, workstream_id: 'u' }];
    const scene = { w: { state: 'planned' }, workstreams, edges: ['u -> w'] };
    expect(movesOf(tasks, scene)).toEqual(['w cancel: dependency_failed']);
  });
});
