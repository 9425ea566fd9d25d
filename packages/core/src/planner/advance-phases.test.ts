import { describe, expect, it } from 'vitest';
import { inSeconds, planned, type Scene } from '../../test/planner/planned.js';

const ended: Scene = {
  phases: [{ state: 'active', acceptance: ['unit', 'lint'] }, { id: 'q' }],
  workstreams: [{ state: 'completed' }, { id: 'v', phase_id: 'q' }],
  tasks: [
    { id: 'a', state: 'completed' },
    { id: 'b', workstream_id: 'v' },
  ],
  edges: ['p -gate-> q'],
};
const head = 'b'.repeat(40);
const verdict = (
  name: string,
  state: 'passed' | 'failed' | 'error' | 'skipped' | 'running',
  tree = head,
) => ({
  id: `${name}-${state}`,
  name,
  state,
  tree_id: tree,
});

describe('plan: phases', () => {
  it('are activated when those before them are done', () => {
    const phases = [{}, { id: 'q' }, { id: 'r' }];
    const workstreams = phases.map(({ id = 'p' }) => ({ id: `w${id}`, phase_id: id }));
    const tasks = workstreams.map(({ id }) => ({ id: `t${id}`, workstream_id: id }));
    const { moves } = planned({ phases, workstreams, tasks, edges: ['p -> q'] });
    expect(moves.filter((move) => move.endsWith('activate'))).toEqual(['p activate', 'r activate']);
  });

  it('are done when their workstreams have ended and nothing has to be accepted, and the next starts', () => {
    const { moves } = planned({ ...ended, phases: [{ state: 'active' }, { id: 'q' }] });
    expect(moves).toEqual(['p finish', 'q activate', 'v make_ready', 'v start', 'b enqueue']);
  });

  it('are done in spite of a workstream that was lost and is not critical', () => {
    const { moves } = planned({
      workstreams: [
        { state: 'failed', critical: false },
        { id: 'v', state: 'completed' },
      ],
      tasks: [],
    });
    expect(moves).toContain('p finish');
  });

  it('stay open while a workstream goes on', () => {
    expect(planned({ tasks: [{ id: 'a', state: 'running' }] }).moves).toEqual([]);
  });
});

describe('plan: the acceptance of a phase', () => {
  it('is asked for when its workstreams have ended', () => {
    expect(planned(ended)).toMatchObject({ moves: [], jobs: ['accept run'], waits: {} });
  });

  it.each([
    ['one gate has no verdict', [verdict('unit', 'passed')]],
    ['a verdict is for another tree', [verdict('unit', 'passed'), verdict('lint', 'passed', 'c'.repeat(40))]],
    ['a gate was skipped', [verdict('unit', 'passed'), verdict('lint', 'skipped')]],
    ['a gate still runs', [verdict('unit', 'passed'), verdict('lint', 'running')]],
    [
      'a verdict is for another phase',
      [verdict('unit', 'passed'), { ...verdict('lint', 'passed'), phase_id: 'q' }],
    ],
  ])('is asked for again where %s', (_, acceptance) => {
    expect(planned({ ...ended, acceptance })).toMatchObject({ moves: [], jobs: ['accept run'] });
  });

  it('passed, the phase is done', () => {
    const acceptance = [verdict('unit', 'passed'), verdict('lint', 'passed')];
    const { moves } = planned({ ...ended, acceptance });
    expect(moves.slice(0, 2)).toEqual(['p finish', 'q activate']);
  });

  it('goes by the last verdict on the tree', () => {
    const acceptance = [verdict('unit', 'failed'), verdict('unit', 'passed'), verdict('lint', 'passed')];
    expect(planned({ ...ended, acceptance }).moves).toContain('p finish');
  });

  it.each(['failed', 'error'] as const)(
    '%s, the phase is blocked, and with it what depends on it',
    (state) => {
      const acceptance = [verdict('unit', 'passed'), verdict('lint', state)];
      const { moves } = planned({
        ...ended,
        acceptance,
        tasks: [...(ended.tasks ?? []), { id: 'c', state: 'running' }],
      });
      const reason = `acceptance gate lint ${state}: because`;
      expect(moves.slice(0, 3)).toEqual([
        `p block: ${reason}`,
        `b block: ${reason}`,
        'b cancel: dependency_failed',
      ]);
    },
  );

  it('refused blocks the tasks that wait for it at any level, but not those that wait for any end of it', () => {
    const acceptance = [verdict('unit', 'failed')];
    const phases = [
      { state: 'active', acceptance: ['unit'] },
      { id: 'q', state: 'active' },
    ] as const;
    const { moves } = planned({
      phases: phases.map((phase) => ({ ...phase, acceptance: ['unit'] })),
      workstreams: [
        { state: 'completed' },
        { id: 'v', phase_id: 'q' },
        { id: 'u', phase_id: 'q', state: 'executing' },
      ],
      tasks: [
        { id: 'ofWorkstream', workstream_id: 'v' },
        { id: 'ofTask', workstream_id: 'u' },
        { id: 'soft', workstream_id: 'u' },
        { id: 'late', workstream_id: 'u', state: 'retrying', not_before: inSeconds(9) },
      ],
      edges: ['p -gate-> v', 'p -gate-> ofTask', 'p -soft-> soft', 'p -gate-> late'],
      acceptance,
    });
    const blocked = moves.filter((move) => / block: /.test(move)).map((move) => move.split(' ')[0]);
    expect(blocked).toEqual(['p', 'ofWorkstream', 'ofTask']);
    expect(moves).toContain('soft enqueue');
    expect(moves).toContain('late cancel: dependency_failed');
  });
});

describe('plan: a phase that is refused in a fail_fast run', () => {
  it('keeps everything else from starting in the same plan', () => {
    const { moves, jobs } = planned({
      config: { error_strategy: 'fail_fast' },
      phases: [
        { state: 'active', acceptance: ['unit'] },
        { id: 'q', state: 'active' },
      ],
      workstreams: [{ state: 'completed' }, { id: 'v', phase_id: 'q', state: 'executing' }],
      tasks: [{ id: 'a', workstream_id: 'v' }],
      acceptance: [verdict('unit', 'failed')],
    });
    expect(moves.slice(1, 2)).toEqual(['a cancel: run_failed']);
    expect(jobs).toEqual([]);
  });
});

describe('plan: what waits for any end of a phase', () => {
  const scene = (state: 'running' | 'completed'): Scene => ({
    phases: [{ state: 'active' }, { id: 'q' }],
    workstreams: [
      { state: 'failed' },
      { id: 'v', state: state === 'running' ? 'executing' : 'completed' },
      { id: 'u', phase_id: 'q' },
    ],
    tasks: [
      { id: 'a', state: 'failed' },
      { id: 'b', workstream_id: 'v', state },
      { id: 'c', workstream_id: 'u' },
    ],
    edges: ['p -soft-> q'],
  });

  it('waits until all of its workstreams have ended, though it can never be done any more', () => {
    expect(planned(scene('running')).moves).toEqual([]);
    expect(planned(scene('completed')).moves).toEqual(['q activate', 'u make_ready', 'u start', 'c enqueue']);
  });

  it('goes on after one that was abandoned', () => {
    const { phases: _, ...rest } = scene('completed');
    const moves = planned({ ...rest, phases: [{ state: 'abandoned' }, { id: 'q' }] }).moves;
    expect(moves[0]).toBe('q activate');
  });
});

describe('plan: phases that wait for each other', () => {
  it('are looked at once each, however densely they are linked', () => {
    const phases = Array.from({ length: 40 }, (_, index) => ({ id: `p${index}` }));
    const edges = phases.flatMap((_, to) => phases.slice(0, to).map(({ id }) => `${id} -> p${to}`));
    const workstreams = phases.map(({ id }) => ({ id: `w${id}`, phase_id: id }));
    const tasks = workstreams.map(({ id }) => ({ id: `t${id}`, workstream_id: id }));
    expect(planned({ phases, workstreams, tasks, edges }).moves).toEqual([
      'p0 activate',
      'wp0 make_ready',
      'wp0 start',
      'twp0 enqueue',
    ]);
  });
});
