import type { TaskLine } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { barsOf, type TaskTimes } from './bars';
import { ticks } from './ticks';

const time = (seconds: number): string => new Date(seconds * 1_000).toISOString();

const aTask = (change: Partial<TaskLine>): TaskLine =>
  ({ id: 't', state: 'completed', queued_at: time(0), ended_at: null, ...change }) as TaskLine;

const anAttempt = (number: number, from: number, to: number | null): TaskTimes['attempts'][number] =>
  ({
    id: `a${number}`,
    number,
    tool_id: 'codemod',
    state: to === null ? 'running' : 'succeeded',
    failure_kind: null,
    started_at: time(from),
    ended_at: to === null ? null : time(to),
  }) as TaskTimes['attempts'][number];

const none: TaskTimes = { attempts: [], gates: [], landed: [] };
const spans = (bars: ReturnType<typeof barsOf>) =>
  bars.map(({ kind, from, to }) => [kind, from / 1_000, to === null ? null : to / 1_000]);

describe('barsOf', () => {
  it('tells a whole life: queued, attempt, landing, gates', () => {
    const bars = barsOf(aTask({}), {
      attempts: [anAttempt(1, 5, 20)],
      gates: [
        {
          id: 'g',
          name: 'unit',
          state: 'passed',
          patch_id: null,
          task_id: 't',
          cached: false,
          started_at: time(22),
          ended_at: time(28),
        },
      ],
      landed: [{ task_id: 't', patch_id: 'p', queued_at: time(21), committed_at: time(30) }],
    });
    expect(spans(bars)).toEqual([
      ['waiting', 0, 5],
      ['landing', 21, 30],
      ['attempt', 5, 20],
      ['gate', 22, 28],
    ]);
  });

  it('shows the time between attempts, whatever order they come in', () => {
    const bars = barsOf(aTask({ state: 'running', queued_at: time(40) }), {
      ...none,
      attempts: [anAttempt(2, 50, null), anAttempt(1, 5, 20)],
    });
    expect(spans(bars)).toEqual([
      ['waiting', 20, 50],
      ['attempt', 5, 20],
      ['attempt', 50, null],
    ]);
  });

  it('lets go on what has not ended', () => {
    expect(spans(barsOf(aTask({ state: 'queued' }), none))).toEqual([['waiting', 0, null]]);
    expect(
      spans(barsOf(aTask({ state: 'validating' }), { ...none, attempts: [anAttempt(1, 5, 20)] })),
    ).toEqual([
      ['waiting', 0, 5],
      ['landing', 20, null],
      ['attempt', 5, 20],
    ]);
  });

  it('shows nothing of a task that has not been queued', () => {
    expect(barsOf(aTask({ state: 'pending', queued_at: null }), none)).toEqual([]);
  });
});

describe('ticks', () => {
  it('stands at round times, as dense as there is room for', () => {
    expect(ticks(0, 120_000, 0.004).map(({ label }) => label)).toEqual([
      '0',
      '30 s',
      '1 m',
      '1 m 30 s',
      '2 m',
    ]);
    expect(ticks(3_600_000, 7_200_000, 0.00005).map(({ label }) => label)).toEqual([
      '1 h',
      '1 h 30 m',
      '2 h',
    ]);
    expect(ticks(0, 400, 0.5).map(({ label }) => label)).toEqual(['0', '0.2 s', '0.4 s']);
  });
});
