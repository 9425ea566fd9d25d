import { compileTemplate, parseTemplate, runPlanOf } from '@uet/core';
import { aRun, aRunConfig } from '@uet/core/testing';
import type { ParameterValue, RunState } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { resolveGate, secretsOf, setupOf } from './run-texts.js';

const text = `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
parameters:
  word: { type: string }
  key: { type: string, secret: true }
env: { ALL: "\${{ params.word }}-\${{ params.key }}" }
setup: { run: [prepare, "\${{ params.key }}"] }
gates:
  tests: { type: custom, run: [test, "\${{ run.target }}", "\${{ params.word }}"], report: { format: exit_code }, env: { RUN: "\${{ run.id }}" } }
phases: [{ id: p, workstreams: [{ id: w, tasks: [{ id: a, run: [ls] }] }] }]
`;

function runOf(parameters: Record<string, ParameterValue>): RunState {
  const { template } = parseTemplate(text, { file: 't.yaml' });
  const plan = runPlanOf(compileTemplate(template, parameters));
  return aRun({ plan: JSON.parse(JSON.stringify(plan)), config: aRunConfig({ parameters }) });
}

describe('resolveGate', () => {
  it('fills in what the plan leaves open: the run, secrets, and parameters to the letter', () => {
    const run = runOf({ word: '${{ run.id }}', key: 's3cr3t' });
    const [gate] = (run.plan as unknown as ReturnType<typeof runPlanOf>).gates;
    if (gate === undefined) throw new Error('no gate');
    expect(resolveGate(run, gate)).toMatchObject({
      name: 'tests',
      run: ['test', run.target_branch, '${{ run.id }}'],
      env: { ALL: '${{ run.id }}-s3cr3t', RUN: run.id },
    });
  });
});

describe('setupOf', () => {
  it('fills in the preparation of a worktree', () => {
    expect(setupOf(runOf({ word: 'x', key: 's3cr3t' }))).toMatchObject({
      run: ['prepare', 's3cr3t'],
      env: { ALL: 'x-s3cr3t' },
    });
  });
});

describe('secretsOf', () => {
  it('has the values of secret parameters alone, and long lines of them on their own', () => {
    expect(secretsOf(runOf({ word: 'not a secret', key: 's3cr3t' }))).toEqual(['s3cr3t']);
    expect(secretsOf(runOf({ word: 'x', key: 'BEGIN\nMIIEvQIBADAN\nEND' }))).toEqual([
      'BEGIN\nMIIEvQIBADAN\nEND',
      'MIIEvQIBADAN',
    ]);
  });

  it('leaves out what is so short that it would mask ordinary words', () => {
    expect(secretsOf(runOf({ word: 'x', key: 'yes' }))).toEqual([]);
    expect(secretsOf(runOf({ word: 'x' }))).toEqual([]);
  });
});
