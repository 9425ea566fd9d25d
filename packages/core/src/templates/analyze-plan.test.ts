import { describe, expect, it } from 'vitest';
import { everything } from '../../test/everything-template.js';
import { analyzePlan, compileTemplate, parseTemplate, resolveParameters } from './index.js';
import { findScopeConflicts } from './scope-conflicts.js';

const planOf = (text: string, given: Record<string, string> = {}) => {
  const { template } = parseTemplate(text, { file: 't.yaml' });
  return compileTemplate(template, resolveParameters(template, given));
};

const tasksOf = (...tasks: string[]) =>
  planOf(`template: v1
metadata: { name: x, version: 1.0.0 }
phases: [{ id: p, workstreams: [{ id: w, tasks: [${tasks.map((task) => `{ noop: true, ${task} }`).join(', ')}] }] }]`);

describe('analyzePlan', () => {
  it('says what a plan comes to', () => {
    expect(analyzePlan(planOf(everything, { token: 'x' }))).toEqual({
      counts: {
        phases: 3,
        workstreams: 4,
        tasks: 6,
        dependencies: 6,
        waves: 5,
        widestWave: 2,
        attemptsAtMost: 15,
        tasksWithoutScope: 4,
      },
      waves: [['first', 'zero'], ['second'], ['third'], ['fourth'], ['last']],
      criticalPath: ['first', 'second', 'third', 'fourth', 'last'],
      longestMs: 60_000 * 4 + 1500,
      conflicts: [],
      conflictsTruncated: false,
      gates: [
        { name: 'unit', when: 'landing', usedBy: ['phase:build'] },
        { name: 'lint', when: 'landing', usedBy: [] },
        { name: 'full', when: 'acceptance', usedBy: ['phase:build', 'second'] },
      ],
    });
  });

  it('does not say how long a plan may take where a task has no limit', () => {
    expect(analyzePlan(tasksOf('id: a', 'id: b, timeout_s: 0')).longestMs).toBeNull();
  });
});

describe('findScopeConflicts', () => {
  const pairsOf = (
    plan: ReturnType<typeof tasksOf>,
    limits?: Parameters<typeof findScopeConflicts>[1],
  ): string[] => findScopeConflicts(plan, limits).conflicts.map(({ tasks }) => tasks.join(' '));

  it('finds tasks that could run at the same time and write the same file', () => {
    const plan = tasksOf(
      'id: a, scope: [src/**]',
      'id: b, scope: [src/b/**, docs/**]',
      'id: c, scope: [lib/**]',
      'id: d, scope: [docs/x.md], depends_on: [c]',
      'id: e',
    );
    expect(findScopeConflicts(plan)).toEqual({
      conflicts: [
        { tasks: ['a', 'b'], scopes: [['src/**'], ['src/b/**', 'docs/**']] },
        { tasks: ['b', 'd'], scopes: [['src/b/**', 'docs/**'], ['docs/x.md']] },
      ],
      truncated: false,
    });
  });

  it('leaves out tasks of which one waits for the other, through whatever', () => {
    const plan = tasksOf(
      'id: a, scope: [x]',
      'id: b, depends_on: [a]',
      'id: c, scope: [x], depends_on: [b]',
      'id: d, scope: [x]',
    );
    expect(pairsOf(plan)).toEqual(['a d', 'd c']);
  });

  it('says so where it does not look at all', () => {
    const plan = tasksOf(
      'id: a, scope: [x]',
      'id: b, scope: [x]',
      'id: c, scope: [x]',
      'id: d, scope: [y]',
      'id: e, scope: [y]',
    );
    expect(findScopeConflicts(plan, { conflicts: 4, scopes: 9, steps: 1000 })).toMatchObject({
      truncated: false,
    });
    expect(pairsOf(plan)).toEqual(['a b', 'a c', 'b c', 'd e']);
    const limited = (limits: object) =>
      findScopeConflicts(plan, { conflicts: 9, scopes: 9, steps: 1000, ...limits });
    expect(limited({ conflicts: 2 })).toMatchObject({ conflicts: { length: 2 }, truncated: true });
    expect(limited({ scopes: 1 })).toMatchObject({ conflicts: { length: 3 }, truncated: true });
    expect(limited({ steps: 1 })).toMatchObject({ conflicts: { length: 2 }, truncated: true });
  });
});
