import { describe, expect, it } from 'vitest';
import { planTime, snapshotOf } from '../../test/planner/planned.js';
import { foresee } from './index.js';

const scene = { workstreams: [{ state: 'executing' }], tasks: [{ id: 't', state: 'pending' }] } as const;

describe('foresee', () => {
  it('tells what the next tick would do', () => {
    expect(foresee(snapshotOf(scene), new Date(planTime)).changes.events).not.toEqual([]);
  });

  it('may also look at a run that a person asked to stop', () => {
    const stopping = snapshotOf({ ...scene, run: { cancel_requested_at: planTime } });
    const { events } = foresee(stopping, new Date(planTime)).changes;
    expect(events.map(({ type }) => type)).toContain('run.cancel');
  });
});
