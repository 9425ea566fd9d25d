import { stripVTControlCharacters } from 'node:util';
import type { RunSnapshot } from '@uet/core';
import {
  aDependency,
  aGate,
  aLedgerEntry,
  anAttempt,
  aPhase,
  aRun,
  aTask,
  aWorkstream,
  testStart,
} from '@uet/core/testing';
import { describe, expect, it } from 'vitest';
import type { FrameFacts } from './frame-facts.js';
import { drawFrame } from './live-frame.js';
import type { RunFrame } from './run-source.js';
import { frameOf } from './store-source.js';

const later = (ms: number): string => new Date(Date.parse(testStart) + ms).toISOString();

const phases = [
  aPhase({ id: 'tidy', key: 'tidy', state: 'active', started_at: testStart }),
  aPhase({ id: 'build', key: 'build', ordinal: 1 }),
];
const workstreams = [
  aWorkstream({ id: 'w', phase_id: 'tidy', state: 'executing', started_at: testStart }),
  aWorkstream({ id: 'later', phase_id: 'build', ordinal: 1 }),
];

let ordinal = 0;
const task = (key: string, change: Parameters<typeof aTask>[0] = {}) => {
  ordinal += 1;
  return aTask({ id: key, key, ordinal, phase_id: 'tidy', workstream_id: 'w', ...change });
};

/** What is in a frame beside the tasks: of the snapshot that it is made from, and of what runs. */
type Change = Partial<RunSnapshot> &
  Partial<Pick<RunFrame, 'attempts' | 'gates' | 'landed'>> &
  Partial<Omit<FrameFacts, 'frame'>>;

const facts = (tasks: RunSnapshot['tasks'], change: Change = {}): FrameFacts => {
  const { attempts = [], gates = [], landed = 0, width = 100, height = 30, ...rows } = change;
  const now = new Date(later(5000));
  const snapshot: RunSnapshot = {
    run: aRun({ template_name: 'spring', target_branch: 'uet/spring' }),
    phases,
    workstreams,
    tasks,
    dependencies: [aDependency({ from_id: 'tidy', to_id: 'build', level: 'phase' })],
    openPatches: [],
    approvals: [],
    acceptance: [],
    breakers: [],
    budgets: [],
    ...rows,
  };
  return { frame: { ...frameOf(snapshot, now), attempts, gates, landed }, now, width, height };
};

const drawn = (given: FrameFacts): string[] => drawFrame(given).map((line) => stripVTControlCharacters(line));

describe('drawFrame', () => {
  it('tells what runs and for how long, in which attempt', () => {
    const running = task('format', {
      state: 'running',
      lease_attempt_id: 'x',
      tool_id: 'command',
      attempts_total: 2,
    });
    const attempts = [anAttempt({ id: 'x', task_id: 'format', started_at: later(3500) })];
    expect(drawn(facts([running], { attempts }))).toContain(
      '  ▸ format  running  command 1.5s, attempt 2 of 3',
    );
  });

  it('tells what lands, and at which gate', () => {
    const tasks = [
      task('next', { state: 'validating', patch_id: 'q' }),
      task('format', { state: 'validating', patch_id: 'p' }),
    ];
    const gates = [aGate({ patch_id: 'p', phase_id: null, state: 'running', started_at: later(4600) })];
    expect(drawn(facts(tasks, { gates })).slice(4, 6)).toEqual([
      '  ▸ format  landing  gate unit 0.4s',
      '  … next    landing  waits for its turn',
    ]);
  });

  it('tells the gate by which a phase is accepted', () => {
    const gates = [aGate({ phase_id: 'tidy', state: 'running', started_at: later(4000) })];
    expect(drawn(facts([], { gates }))).toContain('  ▸ phase tidy  accepting  gate unit 1.0s');
  });

  it('tells why something waits', () => {
    const tasks = [
      task('first', { state: 'running', scope: ['src/a.js'] }),
      task('second', { scope: ['src/**'] }),
      task('third', { state: 'retrying', reason: 'exit code 1: boom', not_before: later(5700) }),
      task('fourth', { state: 'queued' }),
    ];
    expect(drawn(facts(tasks)).slice(5, 8)).toEqual([
      '  … second  pending   kept apart: first may write the same files',
      '  ! third   retrying  again in 0.7s: exit code 1: boom',
      '  … fourth  queued    waits for a worker',
    ]);
  });

  it('puts tasks whose phase has not begun into one row', () => {
    const tasks = [1, 2, 3].map((number) =>
      task(`t${number}`, { phase_id: 'build', workstream_id: 'later' }),
    );
    expect(drawn(facts(tasks))).toContain('  … phase build  planned  3 tasks, after tidy');
  });

  it('counts what landed, failed, and has to be decided on by a person', () => {
    const tasks = [
      task('done', { state: 'completed', ended_at: testStart }),
      task('failed', { state: 'failed', ended_at: testStart }),
      task('again', { state: 'retrying' }),
    ];
    const openPatches = ['failed', 'again'].map((id) =>
      aLedgerEntry({ id, task_id: id, state: 'quarantined' }),
    );
    const [, title, bar] = drawn(facts(tasks, { landed: 1, openPatches }));
    expect(title).toBe('  spring → uet/spring, phase tidy (0 of 2 done)');
    expect(bar).toMatch(
      /^ {2}█{16}░{8} {2}2\/3 tasks · 1 landed · 1 quarantined · 1 failed · \$0\.00 · 5\.0s$/,
    );
  });

  it.each([20, 40, 60, 80])('is never wider than a terminal of %d columns', (width) => {
    const tasks = [
      task('a-task-with-a-long-name', { state: 'running', tool_id: 'command' }),
      task('another', { state: 'retrying', reason: 'word '.repeat(50) }),
    ];
    const lines = drawn(facts(tasks, { width })).filter((line) => !/\d tasks/.test(line));
    for (const line of lines) expect(line.length).toBeLessThan(width);
  });

  it('leaves out what has no room, and tells how much', () => {
    const tasks = Array.from({ length: 40 }, (_, number) => task(`t${number}`, { state: 'running' }));
    const lines = drawn(facts(tasks, { height: 24 }));
    expect(lines.length).toBeLessThan(24);
    expect(lines.at(-3)).toBe('    and 24 more');
  });

  it('says how to stop, and that it stops', () => {
    expect(drawn(facts([])).at(-1)).toBe('  Ctrl-C stops gently');
    const run = aRun({ cancel_requested_at: testStart });
    expect(drawn(facts([], { run })).at(-1)).toContain('Ctrl-C again');
  });
});
