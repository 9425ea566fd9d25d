import { describe, expect, it } from 'vitest';
import { planned, planTime, type Scene, snapshotOf } from '../../test/planner/planned.js';
import { CountingIds, FixedClock } from '../testing/index.js';
import { awaitsApproval, plan } from './index.js';

const waiting: Scene = {
  workstreams: [{ state: 'validating' }],
  tasks: [{ id: 't', state: 'validating', patch_id: 'x' }],
  patches: [{ id: 'x', state: 'validated' }],
  approvals: [{ id: 'leave', patch_id: 'x' }],
};
const canceled = { cancel_requested_at: planTime };

const isAtRest = (scene: Scene): boolean => {
  const snapshot = snapshotOf(scene);
  const context = { clock: new FixedClock(planTime), ids: new CountingIds(), actor: 'system' } as const;
  return awaitsApproval(snapshot, plan(snapshot, context));
};

describe('plan: a patch that a person has to approve', () => {
  it('is waited for: its task says so, nothing moves, and the run goes on', () => {
    const { moves, waits, jobs, nextTickAt } = planned(waiting);
    expect({ moves, waits, jobs, nextTickAt }).toEqual({
      moves: [],
      waits: { t: 'approval' },
      jobs: [],
      nextTickAt: null,
    });
  });

  it('is waited for while the run is paused, and where its budget is used up', () => {
    expect(planned({ ...waiting, run: { state: 'paused' } }).waits).toEqual({ t: 'approval' });
    const halted = { ...waiting, budgets: [{ spent_usd: '10', exhausted_at: planTime }] };
    expect(planned(halted)).toMatchObject({ moves: [], waits: { t: 'approval' } });
  });

  it('is dropped, and nobody is asked any more, where the run is canceled', () => {
    const { moves, waits } = planned({ ...waiting, run: canceled }, { actor: 'person:anna' });
    expect(waits).toEqual({});
    expect(moves).toEqual([
      'leave withdraw: the run was canceled',
      'x drop: the run was canceled',
      't cancel: run_canceled',
      'w cancel: run_canceled',
      'p abandon: run_canceled',
      'run cancel: stopped by a person',
    ]);
  });

  it('is dropped where the run fails fast', () => {
    const tasks: Scene['tasks'] = [
      { id: 't', state: 'validating', patch_id: 'x' },
      { id: 'u', state: 'failed', reason: 'exit code 1' },
    ];
    const { moves } = planned({
      ...waiting,
      config: { error_strategy: 'fail_fast' },
      workstreams: [{ state: 'executing' }],
      tasks,
    });
    expect(moves.slice(0, 3)).toEqual([
      'leave withdraw: the run failed',
      'x drop: the run failed',
      't cancel: run_failed',
    ]);
  });

  it('is set aside again where it was released and the run has ended without it', () => {
    const { moves } = planned({
      phases: [{ state: 'done' }],
      workstreams: [{ state: 'completed' }],
      tasks: [{ id: 't', state: 'completed' }],
      patches: [
        { id: 'x', state: 'validated' },
        { id: 'y', state: 'quarantined' },
      ],
      approvals: [{ id: 'leave', patch_id: 'x' }],
    });
    expect(moves).toEqual([
      'run validate',
      'run succeed',
      'leave withdraw: the run has ended',
      'x quarantine: the run ended before it was approved',
    ]);
  });

  it('is not confused with other patches of the task', () => {
    const patches: Scene['patches'] = [
      { id: 'x', state: 'quarantined' },
      { id: 'other', state: 'validated' },
    ];
    expect(planned({ ...waiting, patches }).waits).toEqual({});
  });
});

describe('awaitsApproval', () => {
  it('is true where only a person can move the run', () => {
    expect(isAtRest(waiting)).toBe(true);
    const tasks: Scene['tasks'] = [
      { id: 't', state: 'validating', patch_id: 'x' },
      { id: 'after', state: 'pending' },
    ];
    expect(
      isAtRest({ ...waiting, workstreams: [{ state: 'executing' }], tasks, edges: ['t -> after'] }),
    ).toBe(true);
  });

  it.each([
    ['nobody is asked', { approvals: [] }],
    ['the run is paused', { run: { state: 'paused' } }],
    ['another task runs', { tasks: [...(waiting.tasks ?? []), { id: 'u', state: 'running' }] }],
    ['another task can start', { tasks: [...(waiting.tasks ?? []), { id: 'u', state: 'pending' }] }],
    [
      'another task waits for time',
      {
        tasks: [
          ...(waiting.tasks ?? []),
          { id: 'u', state: 'retrying', not_before: '2026-01-01T12:00:09.000Z' },
        ],
      },
    ],
    ['another patch is landing', { patches: [...(waiting.patches ?? []), { id: 'y', state: 'applied' }] }],
  ] as ReadonlyArray<[string, Scene]>)('is false where %s', (_, change) => {
    expect(isAtRest({ ...waiting, ...change })).toBe(false);
  });
});
