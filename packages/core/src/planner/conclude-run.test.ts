import type { PatchLedgerEntry } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { planned, planTime, type Scene } from '../../test/planner/planned.js';

const done: Scene = {
  phases: [{ state: 'done' }],
  workstreams: [{ state: 'completed' }],
  tasks: [{ id: 't', state: 'completed' }],
};
const failedRun: Scene = {
  workstreams: [{ state: 'failed', reason: 'task t failed: exit code 1' }],
  tasks: [{ id: 't', state: 'failed' }],
};
const person = { actor: 'person:anna' } as const;

/** The moves of the run alone. */
const ofRun = (scene: Scene): string[] =>
  planned(scene, scene.run?.cancel_requested_at ? person : {}).moves.filter((move) =>
    move.startsWith('run '),
  );

describe('plan: a run succeeds', () => {
  it('when all phases are done and nothing has to be accepted', () => {
    const { moves, changes } = planned(done);
    expect(moves).toEqual(['run validate', 'run succeed']);
    expect(changes.updates).toEqual([
      {
        table: 'runs',
        id: expect.any(String),
        version: 2,
        change: { state: 'succeeded', version: 5, ended_at: planTime, tasks_done: 1 },
      },
    ]);
  });

  it('when all acceptance gates passed on its final head, and not before', () => {
    const phases: Scene['phases'] = [{ state: 'done', acceptance: ['unit'] }];
    const asked = planned({ ...done, phases });
    expect(asked).toMatchObject({ moves: ['run validate'], jobs: ['accept run'] });
    const run = { state: 'validating' } as const;
    expect(planned({ ...done, run, phases })).toMatchObject({ moves: [], jobs: ['accept run'] });
    const acceptance = [{ name: 'unit', state: 'passed' }] as const;
    expect(ofRun({ ...done, run, phases, acceptance })).toEqual(['run succeed']);
  });

  it('not while it is paused', () => {
    expect(planned({ ...done, run: { state: 'paused' } }).moves).toEqual([]);
  });

  it('although its budget was just enough', () => {
    expect(ofRun({ ...done, budgets: [{ spent_usd: '10' }] })).toEqual(['run validate', 'run succeed']);
  });
});

describe('plan: a run fails', () => {
  it('when a critical workstream has failed and nothing runs any more', () => {
    const { moves } = planned(failedRun);
    expect(moves).toEqual(['p abandon: run_failed', 'run fail: workstream w: task t failed: exit code 1']);
    const stillRuns = [
      { id: 't', state: 'failed' },
      { id: 'b', state: 'running' },
    ] as const;
    expect(ofRun({ ...failedRun, tasks: stillRuns })).toEqual([]);
  });

  it('when a phase was not accepted', () => {
    const phases = [{ state: 'blocked', reason: 'acceptance gate unit failed: 1 test' }] as const;
    expect(ofRun({ ...done, phases })).toEqual(['run fail: acceptance gate unit failed: 1 test']);
  });

  it('when an acceptance gate does not pass on the final head', () => {
    const phases: Scene['phases'] = [
      { state: 'done', acceptance: ['unit'] },
      { id: 'q', state: 'done', acceptance: ['lint'] },
    ];
    const acceptance = [
      { name: 'unit', state: 'passed' },
      { name: 'lint', state: 'failed', phase_id: 'q' },
    ] as const;
    const { moves } = planned({ ...done, run: { state: 'validating' }, phases, acceptance });
    expect(moves).toEqual(['run fail: acceptance gate lint failed: because']);
  });

  it('when the budget kept a task from being done', () => {
    const { moves } = planned({ tasks: [{ id: 't' }], budgets: [{ spent_usd: '11' }] });
    expect(moves).toEqual([
      't cancel: budget_exceeded',
      'w cancel: budget_exceeded',
      'p abandon: run_failed',
      'run fail: budget_exceeded',
    ]);
  });

  it('and ends what has not: workstreams that never had their turn, phases that are not done', () => {
    const { moves } = planned({
      phases: [{ state: 'active' }, { id: 'q', state: 'active', acceptance: ['unit'] }, { id: 'r' }],
      workstreams: [
        { state: 'failed', reason: 'task t failed' },
        { id: 'v', phase_id: 'q', state: 'completed' },
        { id: 'u', phase_id: 'r' },
      ],
      tasks: [{ id: 't', state: 'failed' }],
      edges: ['q -> r'],
    });
    expect(moves).toEqual([
      'u cancel: run_failed',
      'p abandon: run_failed',
      'q abandon: run_failed',
      'r abandon: run_failed',
      'run fail: workstream w: task t failed',
    ]);
  });

  it('also from a pause', () => {
    expect(ofRun({ ...failedRun, run: { state: 'paused' } })).toEqual([
      'run fail: workstream w: task t failed: exit code 1',
    ]);
  });
});

describe('plan: a run is quarantined', () => {
  const setAside = (validation: PatchLedgerEntry['validation'], change: Partial<PatchLedgerEntry> = {}) => ({
    ...failedRun,
    patches: [{ state: 'quarantined' as const, validation, ...change }],
  });
  const holds = { format_ok: true, scope_ok: true, constraints_ok: true, errors: [] };

  it.each(['format_ok', 'scope_ok', 'constraints_ok'])(
    'when the policy set aside the patch that it needs: %s is false',
    (rule) => {
      expect(ofRun(setAside({ ...holds, [rule]: false }))).toEqual([
        'run quarantine: workstream w: task t failed: exit code 1',
      ]);
    },
  );

  it.each([
    ['a gate refused it', setAside(holds)],
    ['nothing was said of it', setAside(null)],
    ['it waits in its lane', setAside({ ...holds, scope_ok: false }, { state: 'queued' })],
    [
      'it is the patch of a task that has not failed',
      setAside({ ...holds, scope_ok: false }, { task_id: 'x' }),
    ],
    ['the run is paused', { ...setAside({ ...holds, scope_ok: false }), run: { state: 'paused' as const } }],
  ])('but fails where %s', (_, scene) => {
    expect(ofRun(scene)).toEqual(['run fail: workstream w: task t failed: exit code 1']);
  });

  it('but fails where the patch is of a workstream that it can do without', () => {
    const { moves } = planned({
      ...setAside({ ...holds, scope_ok: false }),
      workstreams: [
        { state: 'failed', critical: false },
        { id: 'v', state: 'failed', reason: 'why' },
      ],
    });
    expect(moves).toContain('run fail: workstream v: why');
  });
});

describe('plan: a run in which a landed patch is being taken back', () => {
  const patch = { id: 'revert', task_id: 'a', rollback_of: 'landed' };

  it.each(['created', 'validated', 'queued', 'applied', 'verified'] as const)(
    'does not end while the revert is %s',
    (state) => {
      expect(ofRun({ ...done, patches: [{ ...patch, state }] })).toEqual([]);
    },
  );

  it('ends without it once it is set aside', () => {
    expect(ofRun({ ...done, patches: [{ ...patch, state: 'quarantined' }] })).toEqual([
      'run validate',
      'run succeed',
    ]);
  });
});

describe('plan: a run is canceled', () => {
  const run = { cancel_requested_at: planTime };

  it('once nothing runs, with all that is in it', () => {
    const scene: Scene = {
      run,
      phases: [{ state: 'active' }, { id: 'q' }],
      workstreams: [{ state: 'executing' }, { id: 'v', phase_id: 'q' }],
      tasks: [{ id: 'a' }],
      edges: ['p -> q'],
    };
    expect(planned(scene, person).moves).toEqual([
      'a cancel: run_canceled',
      'w cancel: run_canceled',
      'v cancel: dependency_failed',
      'p abandon: run_canceled',
      'q abandon: run_canceled',
      'run cancel: stopped by a person',
    ]);
  });

  it('with what the person said, and not with why it was paused since', () => {
    const reasons = [null, 'stopped by a person: wrong branch', 'the checkout has changes'];
    expect(reasons.map((reason) => ofRun({ run: { ...run, reason } }))).toEqual([
      ['run cancel: stopped by a person'],
      ['run cancel: stopped by a person: wrong branch'],
      ['run cancel: stopped by a person'],
    ]);
  });

  it.each(['running', 'validating'] as const)('not while a task is %s', (state) => {
    expect(ofRun({ run, tasks: [{ id: 'a', state }] })).toEqual([]);
  });

  it('from a pause as well', () => {
    const paused = { ...run, state: 'paused' } as const;
    expect(ofRun({ ...done, run: paused })).toEqual(['run cancel: stopped by a person']);
  });

  it('only in the name of a person', () => {
    expect(() => planned({ ...done, run })).toThrow(expect.objectContaining({ code: 'forbidden' }));
  });
});
