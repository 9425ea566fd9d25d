import type { Template } from '@uet/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything } from '../../test/everything-template.js';
import { wavesOf } from '../dag/index.js';
import { compileTemplate, interpolate, parseTemplate, resolveParameters } from './index.js';

const parse = (text: string): Template => parseTemplate(text, { file: 't.yaml' }).template;

const compile = (text: string, given: Record<string, string | number | boolean> = {}) => {
  const template = parse(text);
  return compileTemplate(template, resolveParameters(template, given));
};

const plain = (phases: string): string =>
  `template: v1\nmetadata: { name: x, version: 1.0.0 }\nphases:\n${phases}`;

describe('compileTemplate', () => {
  const plan = compile(everything, { token: 's3cret', image: 'deno' });
  const taskOf = (key: string) => {
    const task = plan.tasks.find((candidate) => candidate.key === key);
    if (task === undefined) throw new Error(`no task ${key}`);
    return task;
  };

  it('keeps what holds for the whole run', () => {
    expect(plan).toMatchObject({
      name: 'all',
      version: '2.1.0-rc.1+7',
      title: 'All',
      maxConcurrency: 4,
      errorStrategy: 'continue',
      routing: { strategy: 'auto', escalate_after: 2 },
      policy: { max_files: 20 },
      budget: { max_cost_usd: '5', warning_threshold: 0.5, enforcement: 'warn' },
    });
    expect(plan.setup).toEqual({
      run: ['npm', 'ci'],
      inputs: ['package-lock.json'],
      keep: ['node_modules/**'],
      timeoutMs: 600_000,
      env: { CI: 'true', RUN: '${{ run.id }}' },
    });
  });

  it('compiles gates with their parameters, environment and defaults', () => {
    expect(plan.gates.map(({ name, when, timeoutMs }) => [name, when, timeoutMs])).toEqual([
      ['unit', 'landing', 0],
      ['lint', 'landing', 1_800_000],
      ['full', 'acceptance', 1_800_000],
    ]);
    expect(plan.gates[0]).toMatchObject({
      run: ['npm', 'test', 'deno'],
      coverage: { format: 'lcov' },
      criteria: { min_coverage: 80 },
      env: { CI: 'true', RUN: '${{ run.id }}', X: '${{ run.target }}' },
      description: 'The tests',
    });
    expect(plan.gates[1]).toMatchObject({
      coverage: null,
      criteria: {},
      description: null,
      run: 'npm run lint',
    });
  });

  it('compiles phases and workstreams in their order', () => {
    expect(plan.phases).toEqual([
      {
        key: 'build',
        title: 'Build it',
        ordinal: 0,
        acceptance: ['full', 'unit'],
        policy: { max_files: 10 },
      },
      { key: 'prepare', title: 'prepare', ordinal: 1, acceptance: [], policy: null },
      { key: 'ship', title: 'ship', ordinal: 2, acceptance: [], policy: null },
    ]);
    expect(plan.workstreams.map(({ key, phase, ordinal }) => `${ordinal} ${phase}/${key}`)).toEqual([
      '0 build/code',
      '1 build/extra',
      '2 prepare/prep',
      '3 ship/rel',
    ]);
    expect(plan.workstreams[0]).toMatchObject({
      title: 'Code',
      scope: ['src/app/**', 'docs/**'],
      critical: false,
      maxConcurrency: 2,
      budget: { max_cost_usd: '1.25', warning_threshold: 0.8, enforcement: 'halt' },
      env: { WHO: '${{ task.id }}-${{ attempt.number }}' },
    });
    expect(plan.workstreams[1]).toMatchObject({
      scope: [],
      critical: true,
      maxConcurrency: null,
      budget: null,
      env: {},
    });
  });

  it('fills in parameters where it can, and leaves the rest for the run', () => {
    const { step, title } = taskOf('second');
    expect(title).toBe('Second of deno');
    expect(step).toMatchObject({
      prompt: "Use ${{ tasks.first.outputs.file || 'none' }}",
      args: ['--level=low'],
      model: 'deno-large',
      commit: { message: "docs: deno ${{ tasks.first.outputs.file || '-' }}" },
      condition: "tasks.first.state == 'completed' && !params.dry",
    });
    expect(taskOf('first').step).toMatchObject({ run: ['make', '3'], cwd: 'sub/low' });
    expect(taskOf('third').step.patch).toBe('patches/low.patch');
  });

  it('never writes a secret into the plan', () => {
    expect(JSON.stringify(plan)).not.toContain('s3cret');
    expect(plan.secrets).toEqual(['token']);
    const { env } = taskOf('third').step;
    expect(env.TOKEN).toBe('${{ params.token }}');
    expect(interpolate(String(env.TOKEN), { params: { token: 's3cret' } })).toBe('s3cret');
  });

  it('gives each task its defaults, scope, environment and limits', () => {
    expect(taskOf('first')).toMatchObject({
      phase: 'build',
      workstream: 'code',
      ordinal: 0,
      title: 'first',
      scope: ['src/app/**', 'docs/**'],
      timeoutMs: 60_000,
      idleTimeoutMs: 0,
      maxAttempts: 2,
      priority: 'low',
      critical: true,
      onFailure: 'continue',
      parallel: false,
      conflictGroup: null,
      kind: null,
      classification: null,
      capabilities: [],
      gates: [],
      policy: null,
      budget: { max_cost_usd: '0.50', warning_threshold: 0.5, enforcement: 'warn' },
      condition: null,
      approval: false,
      step: {
        env: { CI: 'true', RUN: '${{ run.id }}', WHO: '${{ task.id }}-${{ attempt.number }}' },
        timeout_s: 60,
        idle_timeout_s: 0,
        retries: 2,
      },
    });
    expect(taskOf('second')).toMatchObject({
      scope: ['docs/**'],
      timeoutMs: 1500,
      maxAttempts: 5,
      priority: 'critical',
      critical: false,
      onFailure: 'abort',
      conflictGroup: 'docs',
      kind: 'docs',
      classification: { domain: 'web' },
      capabilities: ['edit'],
      gates: ['full'],
      policy: { allow_binary: true },
      budget: { max_cost_usd: '0.0000001', warning_threshold: 0.8, enforcement: 'halt' },
    });
  });

  it('lists every written dependency with its kind and level', () => {
    const edges = plan.dependencies.map(({ from, to, kind, level }) => `${from} > ${to} ${kind} ${level}`);
    expect(edges).toEqual([
      'first > second hard task',
      'third > fourth soft task',
      'phase:prepare > fourth hard phase',
      'workstream:code > workstream:extra hard workstream',
      'workstream:extra > workstream:rel hard workstream',
      'phase:build > phase:ship gate phase',
    ]);
    expect(plan.dependencies.every(({ satisfied }) => !satisfied)).toBe(true);
  });

  it('orders tasks by the dependencies of every level', () => {
    const waves = wavesOf(plan.dag, plan.tasks.length).map((wave) =>
      wave.map((node) => plan.tasks[node]?.key),
    );
    expect(waves).toEqual([['first', 'zero'], ['second'], ['third'], ['fourth'], ['last']]);
  });

  it('has defaults for all that a template may leave out', () => {
    const small = compile(plain('  - { id: p, workstreams: [{ id: w, tasks: [{ id: t, run: [ls] }] }] }'));
    expect(small).toMatchObject({
      title: 'x',
      maxConcurrency: null,
      routing: {},
      budget: null,
      setup: null,
      secrets: [],
      gates: [],
    });
    expect(small.tasks[0]).toMatchObject({
      scope: [],
      timeoutMs: 1_800_000,
      idleTimeoutMs: 120_000,
      maxAttempts: 3,
      priority: 'normal',
      onFailure: 'skip_dependents',
      parallel: true,
      budget: null,
      step: { env: {}, run: ['ls'] },
    });
    const budgeted = compile(
      `${plain('  - { id: p, workstreams: [{ id: w, tasks: [{ id: t, run: [ls] }] }] }')}\nbudget: { max_cost_usd: 1 }\nsetup: { run: ls }\n`,
    );
    expect(budgeted).toMatchObject({
      budget: { max_cost_usd: '1' },
      setup: { run: 'ls', inputs: [], keep: [] },
    });
    expect(budgeted.tasks[0]?.budget).toBeNull();
  });

  it('gives the same plan for the same input', () => {
    expect(compile(everything, { token: 's3cret', image: 'deno' })).toEqual(plan);
  });

  it('does not let a value of a parameter become an expression', () => {
    const text = `${plain('  - { id: p, workstreams: [{ id: w, tasks: [{ id: t, run: [echo, "${{ params.x }} ${{ task.id }}"] }] }] }')}
parameters: { x: { type: string } }`;
    const value = '${{ tasks.other.outputs.key }}';
    const run = compile(text, { x: value }).tasks[0]?.step.run;
    expect(interpolate(String(run?.[1]), { params: {}, task: { id: 't' } })).toBe(`${value} t`);
  });

  it.each([
    ['title: "${{ params.x }}"', {}, 'task t: ${{ params.x }} has no value'],
    ['scope: ["${{ params.x }}/**"]', { x: '..' }, 'task t: `../**` leaves the repository by `..`'],
    ['scope: ["${{ params.x }}"]', { x: '!src/**' }, 'task t: `!src/**` is negated'],
    ['cwd: "${{ params.x }}"', { x: '/etc' }, 'task t: `/etc` is absolute'],
  ])('refuses parameters that make nonsense of %s', (field, given, message) => {
    const text = `${plain(`  - { id: p, workstreams: [{ id: w, tasks: [{ id: t, run: [ls], ${field} }] }] }`)}
parameters: { x: { type: string, required: false } }`;
    expect(() => compile(text, given)).toThrowError(
      expect.objectContaining({
        code: 'bad_parameter',
        where: 'task t',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('takes folders that are known only when the task runs', () => {
    const step = '{ id: t, run: [ls], cwd: "${{ tasks.s.outputs.dir }}", depends_on: [s] }';
    const { tasks } = compile(
      plain(`  - { id: p, workstreams: [{ id: w, tasks: [{ id: s, run: [ls] }, ${step}] }] }`),
    );
    expect(tasks[1]?.step.cwd).toBe('${{ tasks.s.outputs.dir }}');
  });

  it('refuses templates that were never checked', () => {
    const withDependencies = (depends_on: (string | { task: string; kind: 'soft' })[]): Template => ({
      template: 'v1',
      metadata: { name: 'x', version: '1.0.0' },
      phases: [
        {
          id: 'p',
          workstreams: [
            {
              id: 'w',
              tasks: [
                { id: 'a', noop: true, depends_on },
                { id: 'b', noop: true, depends_on: ['a'] },
              ],
            },
          ],
        },
      ],
    });
    const refusal = (message: string) => expect.objectContaining({ code: 'bad_template', message });
    expect(() => compileTemplate(withDependencies(['x']), {})).toThrowError(
      refusal('a: the dependency on `x` is unknown'),
    );
    expect(() => compileTemplate(withDependencies([{ task: 'a', kind: 'soft' }]), {})).toThrowError(
      refusal('a: the dependency on `a` is self'),
    );
    expect(() => compileTemplate(withDependencies(['b']), {})).toThrowError('a → b → a');
  });

  it('compiles random plans into an order that respects every dependency', () => {
    const shape = fc.array(fc.tuple(fc.nat(3), fc.array(fc.nat(30), { maxLength: 3 })), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(shape, (drawn) => {
        const tasks = drawn.map(([workstream, before], index) => ({
          workstream,
          step: {
            id: `t${index}`,
            noop: true as const,
            depends_on: [...new Set(before.filter((other) => other < index))].map((other) => `t${other}`),
          },
        }));
        const workstreams = [0, 1, 2, 3].map((number) => ({
          id: `w${number}`,
          tasks: tasks.filter(({ workstream }) => workstream === number).map(({ step }) => step),
        }));
        const metadata = { name: 'x', version: '1.0.0' };
        const compiled = compileTemplate(
          { template: 'v1', metadata, phases: [{ id: 'p', workstreams }] },
          {},
        );
        const waves = wavesOf(compiled.dag, compiled.tasks.length);
        const waveOf = new Map(
          waves.flatMap((wave, number) => wave.map((node) => [compiled.tasks[node]?.key, number])),
        );
        for (const { from, to } of compiled.dependencies) {
          expect(Number(waveOf.get(from))).toBeLessThan(Number(waveOf.get(to)));
        }
      }),
    );
  });
});
