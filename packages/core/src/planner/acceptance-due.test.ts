import { describe, expect, it } from 'vitest';
import { type Scene, snapshotOf } from '../../test/planner/planned.js';
import { acceptanceDue } from './index.js';

const due = (scene: Scene) => acceptanceDue(snapshotOf(scene));
const phases = [
  { id: 'p', state: 'active', acceptance: ['unit', 'lint'] },
  { id: 'q', state: 'active', acceptance: ['unit'] },
  { id: 'r', state: 'done', acceptance: ['unit'] },
].map((phase) => phase as NonNullable<Scene['phases']>[number]);
const workstreams = [{ state: 'completed' }, { id: 'v', phase_id: 'q', state: 'executing' }] as const;

describe('acceptanceDue', () => {
  it('names the gates of active phases whose workstreams have ended', () => {
    expect(due({ phases, workstreams })).toEqual([{ phaseId: 'p', names: ['unit', 'lint'] }]);
  });

  it('names the gates of every phase while the run is validating', () => {
    expect(due({ phases, workstreams, run: { state: 'validating' } })).toEqual([
      { phaseId: 'p', names: ['unit', 'lint'] },
      { phaseId: 'q', names: ['unit'] },
      { phaseId: 'r', names: ['unit'] },
    ]);
  });

  it('leaves out what has a verdict on the head, whatever it is', () => {
    const acceptance = [
      { name: 'unit', state: 'failed' },
      { name: 'lint', state: 'error' },
    ] as const;
    expect(due({ phases, workstreams, acceptance })).toEqual([]);
    const passed = [{ name: 'unit', state: 'passed' }] as const;
    expect(due({ phases, workstreams, acceptance: passed })).toEqual([{ phaseId: 'p', names: ['lint'] }]);
  });

  it('takes no verdict from another tree or phase, and none from a gate that did not end in one', () => {
    const acceptance = [
      { name: 'unit', state: 'passed', tree_id: 'c'.repeat(40) },
      { name: 'unit', state: 'passed', phase_id: 'q' },
      { name: 'lint', state: 'skipped' },
      { name: 'lint', state: 'running' },
    ] as const;
    expect(due({ phases, workstreams, acceptance })).toEqual([{ phaseId: 'p', names: ['unit', 'lint'] }]);
  });
});
