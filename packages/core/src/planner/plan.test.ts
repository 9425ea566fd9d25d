import { describe, expect, it } from 'vitest';
import { planned, snapshotOf } from '../../test/planner/planned.js';
import { CountingIds, FixedClock } from '../testing/index.js';
import { plan } from './index.js';

describe('plan', () => {
  it.each(['pending', 'initializing', 'succeeded', 'failed', 'quarantined', 'canceled'] as const)(
    'does nothing in a run that is %s',
    (state) => {
      const { moves, jobs, nextTickAt, waits } = planned({ run: { state }, tasks: [{ id: 'a' }] });
      expect({ moves, jobs, nextTickAt, waits }).toEqual({
        moves: [],
        jobs: [],
        nextTickAt: null,
        waits: {},
      });
    },
  );

  it('carries the last task of a phase in one go to the first of the next', () => {
    const { moves } = planned({
      phases: [{ state: 'active' }, { id: 'q' }],
      workstreams: [{ state: 'validating' }, { id: 'v', phase_id: 'q' }],
      tasks: [
        { id: 'a', state: 'completed' },
        { id: 'b', workstream_id: 'v' },
      ],
      edges: ['p -> q'],
    });
    expect(moves).toEqual(['w complete', 'p finish', 'q activate', 'v make_ready', 'v start', 'b enqueue']);
  });

  it('counts the tasks that have ended, once', () => {
    const tasks = [
      { id: 'a', state: 'completed' },
      { id: 'b', state: 'running' },
    ] as const;
    const counted = planned({ tasks }).changes.updates;
    expect(counted).toMatchObject([{ table: 'runs', change: { tasks_done: 1, version: 3 } }]);
    expect(planned({ tasks, run: { tasks_done: 1 } }).changes.isEmpty).toBe(true);
  });

  it('moves a row several times in one update', () => {
    const { changes } = planned({ workstreams: [{ state: 'planned' }], tasks: [{ id: 'a' }] });
    const update = changes.updates.find(({ id }) => id === 'w');
    expect(update).toMatchObject({ version: 0, change: { state: 'executing', version: 2 } });
  });

  it('takes over what an earlier run has done', () => {
    const { moves } = planned({
      phases: [{}],
      workstreams: [{ state: 'planned' }],
      tasks: [{ id: 'a', state: 'completed', carried_from: 'old' }, { id: 'b' }],
      edges: ['a -> b'],
    });
    expect(moves).toEqual(['p activate', 'w make_ready', 'w start', 'b enqueue']);
  });

  it('ends what lands without having been queued, as ready-made patches do', () => {
    const landing = { phases: [{}], workstreams: [{ state: 'planned' }] } as const;
    const waiting = planned({ ...landing, tasks: [{ id: 'a', state: 'validating' }] });
    expect(waiting.moves).toEqual(['p activate', 'w make_ready']);
    const landed = planned({ ...landing, tasks: [{ id: 'a', state: 'completed' }] });
    expect(landed.moves.at(-1)).toBe('run succeed');
  });

  it('refuses a snapshot whose rows name others that it does not have', () => {
    const snapshot = snapshotOf({ tasks: [{ id: 'a', workstream_id: 'gone' }] });
    const context = { clock: new FixedClock(), ids: new CountingIds(), actor: 'system' } as const;
    expect(() => plan(snapshot, context)).toThrow('the snapshot has no row gone that another row names');
  });
});
