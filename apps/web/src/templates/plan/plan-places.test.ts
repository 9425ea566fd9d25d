import type { TemplatePlan } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { collapsedAtFirst, placePlan } from './plan-places';

const aTask = (key: string, phase: string, wave: number): TemplatePlan['tasks'][number] => ({
  key,
  title: key,
  phase,
  workstream: phase,
  wave,
  tool: null,
  kind: null,
  priority: 'normal',
  scope: [],
  critical: true,
  approval: false,
  condition: null,
});

const plan: TemplatePlan = {
  phases: [
    { key: 'build', title: 'Build' },
    { key: 'ship', title: 'Ship' },
  ],
  workstreams: [
    { key: 'build', title: 'Build', phase: 'build' },
    { key: 'ship', title: 'Ship', phase: 'ship' },
  ],
  tasks: [aTask('build', 'build', 0), aTask('b', 'build', 1), aTask('c', 'ship', 2)],
  edges: [
    { from: 'build', to: 'b', kind: 'soft', level: 'task' },
    { from: 'phase:build', to: 'phase:ship', kind: 'gate', level: 'phase' },
  ],
  waves: [['build'], ['b'], ['c']],
  critical_path: ['build', 'b', 'c'],
  conflicts: [],
  gates: [],
  estimate: { cost_usd: null, duration_ms: null, tasks_without_history: 3 },
};

describe('placePlan', () => {
  it('keeps a task, a workstream and a phase of the same name apart', () => {
    const { places } = placePlan(plan, new Set());
    expect(places.map(({ id }) => id)).toEqual([
      'phase:build',
      'workstream:build',
      'build',
      'b',
      'phase:ship',
      'workstream:ship',
      'c',
    ]);
  });

  it('draws edges of every level, and marks those of the critical path', () => {
    const { edges } = placePlan(plan, new Set());
    expect(edges.map(({ id, level, soft, critical }) => [id, level, soft, critical])).toEqual([
      ['build>b', 'task', true, true],
      ['phase:build>phase:ship', 'phase', false, false],
    ]);
  });

  it('leaves out what lies within a workstream that is shown as one', () => {
    const { places, edges } = placePlan(plan, new Set(['workstream:build']));
    expect(places.some(({ id }) => id === 'b')).toBe(false);
    expect(edges.map(({ id }) => id)).toEqual(['phase:build>phase:ship']);
  });
});

describe('collapsedAtFirst', () => {
  it('shows a plan of a few tasks as it is, and the workstreams of a large one', () => {
    expect(collapsedAtFirst(plan).size).toBe(0);
    const large = { ...plan, tasks: Array.from({ length: 301 }, (_, n) => aTask(`t${n}`, 'build', 0)) };
    expect([...collapsedAtFirst(large)]).toEqual(['workstream:build', 'workstream:ship']);
  });
});
