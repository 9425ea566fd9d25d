import type { ExecutionEvent } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { concerns } from './concerns';

const event = (fields: Partial<ExecutionEvent>): ExecutionEvent[] => [
  { entity_type: 'task', entity_id: 'T', run_id: 'R', task_id: 'T', ...fields } as ExecutionEvent,
];
const key = (path: string, input: object = {}) => [path.split('.'), { input, type: 'query' }];

describe('concerns', () => {
  it('refreshes answers about a run by its events alone', () => {
    expect(concerns(key('runs.get', { run_id: 'R' }), event({}))).toBe(true);
    expect(concerns(key('runs.get', { run_id: 'S' }), event({}))).toBe(false);
  });

  it('refreshes answers about everything by events of their kind', () => {
    expect(concerns(key('workers.list'), event({ entity_type: 'worker' }))).toBe(true);
    expect(concerns(key('budgets.list', { run_id: null }), event({ entity_type: 'budget' }))).toBe(true);
    expect(concerns(key('system.info'), event({ entity_type: 'approval' }))).toBe(true);
    expect(concerns(key('workers.list'), event({}))).toBe(false);
  });

  it('leaves the list of runs to itself, but not its saved views', () => {
    expect(concerns(key('runs.list'), event({ entity_type: 'run' }))).toBe(false);
    expect(concerns(key('runs.views'), event({ entity_type: 'view' }))).toBe(true);
  });

  it('leaves large answers that do not change alone', () => {
    expect(concerns(key('patches.diff', { patch_id: 'P' }), event({ entity_id: 'P' }))).toBe(false);
  });
});
