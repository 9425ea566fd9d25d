import type { WorkerLine } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { groupWorkers, isStale } from './worker-groups';

const aWorker = (change: Partial<WorkerLine>): WorkerLine => ({
  id: '01',
  type: 'executor',
  state: 'idle',
  version: 0,
  reason: null,
  pool: 'default',
  host: 'alpha',
  pid: 10,
  capabilities: [],
  current_task_id: null,
  current_task_key: null,
  current_run_id: null,
  heartbeat_at: '2026-01-01T00:00:00.000Z',
  tasks_completed: 0,
  tasks_failed: 0,
  total_execution_ms: 0,
  mean_execution_ms: null,
  started_at: '2026-01-01T00:00:00.000Z',
  ended_at: null,
  ...change,
});

describe('groupWorkers', () => {
  it('puts the workers of a process together, ended processes last', () => {
    const groups = groupWorkers([
      aWorker({ id: '03', pid: 9, state: 'stopped' }),
      aWorker({ id: '02', host: 'beta' }),
      aWorker({ id: '05' }),
      aWorker({ id: '04' }),
      aWorker({ id: '06', pid: 11, started_at: '2026-01-02T00:00:00.000Z' }),
    ]);
    expect(groups.map(({ host, pid, workers }) => [host, pid, workers.map(({ id }) => id)])).toEqual([
      ['alpha', 11, ['06']],
      ['alpha', 10, ['04', '05']],
      ['beta', 10, ['02']],
      ['alpha', 9, ['03']],
    ]);
  });
});

describe('isStale', () => {
  const minuteLater = Date.parse('2026-01-01T00:01:00.001Z');

  it('marks a worker that is silent for more than a minute', () => {
    expect(isStale(aWorker({}), minuteLater)).toBe(true);
    expect(isStale(aWorker({}), minuteLater - 1)).toBe(false);
  });

  it('leaves out workers that have ended', () => {
    expect(isStale(aWorker({ state: 'crashed' }), minuteLater)).toBe(false);
  });
});
