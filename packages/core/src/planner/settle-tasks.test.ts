import { describe, expect, it } from 'vitest';
import { inSeconds, planned, planTime } from '../../test/planner/planned.js';

const afterFailure = (on_failure: 'abort' | 'skip_dependents' | 'continue') =>
  planned({
    tasks: [
      { id: 'failed', state: 'failed', critical: false, on_failure },
      { id: 'dependent', critical: false },
      { id: 'other', critical: false },
      { id: 'running', state: 'running' },
    ],
    edges: ['failed -> dependent'],
  }).moves;

describe('plan: after a task failed', () => {
  it('skip_dependents cancels what depends on it, and what depends on that', () => {
    expect(afterFailure('skip_dependents')).toEqual(['dependent cancel: dependency_failed', 'other enqueue']);
    const chain = planned({
      tasks: [
        { id: 'a', state: 'failed', critical: false },
        { id: 'b', critical: false },
        { id: 'c', critical: false },
        { id: 'd', state: 'running' },
      ],
      edges: ['a -> b', 'b -> c'],
    });
    expect(chain.moves).toEqual(['b cancel: dependency_failed', 'c cancel: dependency_failed']);
  });

  it('abort cancels the rest of its workstream, but not what runs', () => {
    expect(afterFailure('abort')).toEqual([
      'dependent cancel: workstream_aborted',
      'other cancel: workstream_aborted',
    ]);
  });

  it('continue goes on as if it had been done', () => {
    expect(afterFailure('continue')).toEqual(['dependent enqueue', 'other enqueue']);
  });

  it('cancels what was queued, blocked or about to be retried as well', () => {
    const { moves } = planned({
      tasks: [
        { id: 'a', state: 'canceled', reason: 'stopped', critical: false },
        { id: 'b', state: 'queued' },
        { id: 'c', state: 'blocked' },
        { id: 'd', state: 'retrying' },
        { id: 'e', state: 'running' },
      ],
      edges: ['a -> b', 'a -> c', 'a -> d', 'a -> e'],
    });
    expect(moves).toEqual(['b', 'c', 'd'].map((id) => `${id} cancel: dependency_failed`));
  });

  it.each([
    ['workstream', ['v -> w']],
    ['phase', ['q -> p']],
    ['task in another workstream', ['b -> a']],
  ])('cancels what a lost %s makes unreachable', (_, edges) => {
    const { moves } = planned({
      phases: [{ state: 'planned' }, { id: 'q', state: 'active' }],
      workstreams: [{ state: 'planned' }, { id: 'v', phase_id: 'q', state: 'failed' }],
      tasks: [
        { id: 'a' },
        { id: 'b', workstream_id: 'v', state: 'failed' },
        { id: 'c', workstream_id: 'v', state: 'running' },
      ],
      edges,
    });
    expect(moves).toContain('a cancel: dependency_failed');
  });
});

describe('plan: conditions', () => {
  const tasks = (condition: string) => [
    { id: 'a', state: 'completed', outputs: { count: 'many' } } as const,
    { id: 'b', condition },
    { id: 'c', state: 'running' } as const,
  ];

  it('queues a task whose condition holds', () => {
    const { moves } = planned({ tasks: tasks("tasks.a.state == 'completed'") });
    expect(moves).toEqual(['b enqueue']);
  });

  it('cancels a task whose condition does not hold', () => {
    const config = { parameters: { wanted: false } };
    const { moves } = planned({ tasks: tasks('params.wanted'), config });
    expect(moves).toEqual(['b cancel: condition_not_met']);
  });

  it('waits with the condition until what the task depends on has ended', () => {
    const { moves, waits } = planned({ tasks: tasks('false'), edges: ['c -soft-> b'] });
    expect(moves).toEqual([]);
    expect(waits).toEqual({ b: 'dependency' });
  });

  it('waits with the condition until the workstream is opened', () => {
    const workstreams = [{ state: 'planned' }, { id: 'v', state: 'executing' }] as const;
    const { moves } = planned({
      workstreams,
      tasks: [
        { id: 'a', condition: 'false' },
        { id: 'b', workstream_id: 'v', state: 'running' },
      ],
      edges: ['v -> w'],
    });
    expect(moves).toEqual([]);
  });

  it('cancels a task whose condition has no answer, and says why', () => {
    const { moves } = planned({ tasks: tasks('tasks.a.outputs.count > 3') });
    expect(moves).toEqual([
      expect.stringMatching(/^b cancel: its condition has no answer: 'many' cannot be ordered with 3/),
    ]);
  });

  it('passes on a fault of the program', () => {
    const config = { parameters: null as never };
    expect(() => planned({ tasks: tasks('params.wanted'), config })).toThrow(TypeError);
  });

  it('does not ask the condition again before a retry', () => {
    const retried = [{ id: 'b', state: 'retrying', condition: 'false', not_before: null }] as const;
    expect(planned({ tasks: retried }).moves).toEqual(['b enqueue']);
  });
});

describe('plan: blocked tasks', () => {
  it('are unblocked and queued when their time has come', () => {
    const tasks = [{ id: 'a', state: 'blocked', not_before: planTime }] as const;
    expect(planned({ tasks }).moves).toEqual(['a unblock', 'a enqueue']);
  });

  it('wait until then, with a tick at that time', () => {
    const tasks = [{ id: 'a', state: 'blocked', not_before: inSeconds(7) }] as const;
    expect(planned({ tasks })).toMatchObject({ moves: [], nextTickAt: inSeconds(7) });
  });

  it('are unblocked before it where the breaker of their tool has closed', () => {
    const tasks = [{ id: 'a', state: 'blocked', not_before: inSeconds(7), tool_id: 'claude' }] as const;
    expect(planned({ tasks, breakers: [{ state: 'closed' }] }).moves).toEqual(['a unblock', 'a enqueue']);
    const open = [{ state: 'open', open_until: inSeconds(7) }] as const;
    expect(planned({ tasks, breakers: open })).toMatchObject({ moves: [], nextTickAt: inSeconds(7) });
  });

  it('without a time wait for a person', () => {
    const tasks = [{ id: 'a', state: 'blocked', not_before: null }] as const;
    expect(planned({ tasks })).toMatchObject({ moves: [], nextTickAt: null });
  });
});

describe('plan: a retry', () => {
  it('goes on in a workstream whose other work waits to land', () => {
    const workstreams = [{ state: 'validating' }] as const;
    const tasks = [
      { id: 'a', state: 'retrying' },
      { id: 'b', state: 'validating' },
    ] as const;
    expect(planned({ workstreams, tasks }).moves).toEqual(['a enqueue']);
  });
});

describe('plan: once nothing of the run may start any more', () => {
  const tasks = [
    { id: 'a', state: 'pending' },
    { id: 'b', state: 'queued' },
    { id: 'c', state: 'retrying' },
    { id: 'd', state: 'running' },
    { id: 'e', state: 'validating' },
  ] as const;
  const canceled = (reason: string): string[] => ['a', 'b', 'c'].map((id) => `${id} cancel: ${reason}`);

  it('cancels what has not started when a person asked for the end', () => {
    const run = { cancel_requested_at: planTime };
    expect(planned({ run, tasks }).moves).toEqual(canceled('run_canceled'));
  });

  it('cancels what has not started when a halting budget is used up', () => {
    const budgets = [{ spent_usd: '10' }];
    expect(planned({ tasks, budgets }).moves).toEqual(canceled('budget_exceeded'));
    const warned = [{ spent_usd: '10', enforcement: 'warn' }] as const;
    expect(planned({ tasks, budgets: warned }).moves).toEqual(['a enqueue', 'c enqueue']);
  });

  it('cancels what has not started when a fail_fast run cannot succeed any more', () => {
    const failing = [...tasks, { id: 'f', state: 'failed' }] as const;
    const config = { error_strategy: 'fail_fast' } as const;
    expect(planned({ tasks: failing, config }).moves).toEqual(canceled('run_failed'));
    expect(planned({ tasks: failing }).moves).toEqual(['a enqueue', 'c enqueue']);
  });

  it.each([
    ['is not critical', { critical: false }, {}],
    ['is to be gone on from', { on_failure: 'continue' }, {}],
    ['is of a workstream that is not critical', {}, { critical: false }],
  ] as const)('goes on in a fail_fast run where the failed task %s', (_, task, workstream) => {
    const { moves } = planned({
      config: { error_strategy: 'fail_fast' },
      workstreams: [{ state: 'executing', ...workstream }],
      tasks: [{ id: 'a' }, { id: 'f', state: 'failed', ...task }],
    });
    expect(moves).toEqual(['a enqueue']);
  });

  it('stops a fail_fast run for a lost workstream too', () => {
    const { moves } = planned({
      config: { error_strategy: 'fail_fast' },
      workstreams: [{ state: 'executing' }, { id: 'v', state: 'canceled' }],
      tasks: [...tasks],
    });
    expect(moves).toEqual(canceled('run_failed'));
  });
});
