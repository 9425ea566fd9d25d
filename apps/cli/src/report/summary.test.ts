import { stripVTControlCharacters } from 'node:util';
import { testId } from '@uet/core/testing';
import { describe, expect, it } from 'vitest';
import type { RunReport } from './run-report.js';
import { summaryLines } from './summary.js';

const reason = 'touches package.json, outside of the scope docs/faq.md of the task policy';

const task = (
  taskId: string,
  change: Partial<RunReport['tasks'][number]> = {},
): RunReport['tasks'][number] => ({
  taskId,
  state: 'completed',
  attempts: 1,
  tool: 'command',
  durationMs: 1200,
  reason: null,
  ...change,
});

const patch = (
  taskId: string,
  change: Partial<RunReport['patches'][number]> = {},
): RunReport['patches'][number] => ({
  patchId: testId(taskId),
  taskId,
  state: 'committed',
  commit: 'c'.repeat(40),
  tree: 'd'.repeat(40),
  reason: null,
  files: 1,
  insertions: 2,
  deletions: 3,
  ...change,
});

const aside = { state: 'quarantined', commit: null, tree: null, reason };

const report = (change: Partial<RunReport> = {}): RunReport => ({
  runId: testId('run'),
  state: 'succeeded',
  repository: '/a repository',
  branch: 'uet/spring',
  baseCommit: 'a'.repeat(40),
  headCommit: 'b'.repeat(40),
  headTree: 'e'.repeat(40),
  tasks: [task('format')],
  patches: [patch('format')],
  approvals: [],
  gates: [],
  costUsd: '0',
  durationMs: 10_000,
  ...change,
});

const lines = (given: RunReport, options: Partial<Parameters<typeof summaryLines>[2]> = {}): string[] =>
  summaryLines(given, null, { exitCode: 0, ...options }).map((line) => stripVTControlCharacters(line));

describe('summaryLines', () => {
  it('says what waits for approval, and how to approve it and go on', () => {
    const approvals = [{ approvalId: testId('approval'), patchId: testId('format'), taskId: 'format' }];
    const text = lines(report({ state: 'running', approvals })).join('\n');
    expect(text).toContain('running: waits for approval');
    expect(text).toContain(`uet approvals approve|reject ${testId('approval')}`);
    expect(text).toContain(`go on:         uet resume ${testId('run')}`);
  });

  it('names no command to go on with where a worker does so by itself', () => {
    const approvals = [{ approvalId: testId('approval'), patchId: testId('format'), taskId: 'format' }];
    const text = lines(report({ state: 'running', approvals }), { goesOnByItself: true }).join('\n');
    expect(text).toContain(`uet approvals approve|reject ${testId('approval')}`);
    expect(text).toMatch(/go on: +by itself, once that is decided/);
    expect(text).not.toContain('uet resume');
  });

  it('has a row for each task and each patch', () => {
    const shown = lines(report({ tasks: [task('format', { attempts: 2 }), task('tidy')] }));
    expect(shown).toContain('  ✓ format  completed  2 attempts  command  1.2s');
    expect(shown).toContain('  ✓ tidy    completed              command  1.2s');
    expect(shown).toContain('  ✓ format  committed  1 file +2 −3  cccccccccc');
  });

  it('tells why a task failed or was left out', () => {
    const tasks = [
      task('faq', { state: 'failed', reason: 'exit code 1: boom' }),
      task('list', { state: 'canceled', attempts: 0, durationMs: 0, reason: 'condition_not_met' }),
    ];
    const shown = lines(report({ tasks }));
    expect(shown.find((line) => line.includes('faq'))).toMatch(/^ {2}✗ faq {3}failed .* exit code 1: boom$/);
    expect(shown.find((line) => line.includes('list'))).toMatch(/its condition does not hold$/);
  });

  it('does not say of a task again what it says of its patch', () => {
    const given = report({
      tasks: [task('faq', { state: 'failed', reason })],
      patches: [patch('faq', aside)],
    });
    expect(lines(given).filter((line) => line.includes(reason))).toHaveLength(1);
  });

  it('puts a reason below its row where the terminal is too narrow', () => {
    const shown = lines(report({ patches: [patch('faq', aside)] }), { width: 60 });
    const row = shown.indexOf('  ! faq  quarantined  1 file +2 −3');
    expect(shown.slice(row + 1, row + 3)).toEqual([
      '      touches package.json, outside of the scope',
      '      docs/faq.md of the task policy',
    ]);
  });

  it('calls the patch of a later attempt by no id', () => {
    const dropped = patch('format', {
      state: 'dropped',
      commit: null,
      reason: `superseded by ${testId('x')}`,
    });
    expect(lines(report({ patches: [dropped] })).join('\n')).toContain('superseded by a later attempt');
  });

  it('ends with what landed, where, and what to do next', () => {
    const shown = lines(report({ patches: [patch('format'), patch('faq', aside)] }), { exitCode: 3 });
    expect(shown.slice(-8)).toEqual([
      `✓ run ${testId('run')} succeeded`,
      '  1 patch landed, 1 quarantined, in 10s for $0.00',
      '  uet/spring is at bbbbbbbbbb',
      '',
      "  look at it:    git -C '/a repository' log --stat aaaaaaaaaa..uet/spring",
      `  quarantined:   uet patches show ${testId('faq')}`,
      `                 uet patches release|drop ${testId('faq')}`,
      '',
    ]);
  });

  it('shows no more than forty rows of a table', () => {
    const tasks = Array.from({ length: 45 }, (_, number) => task(`t${number}`));
    expect(lines(report({ tasks }))).toContain('    and 5 more');
  });
});
