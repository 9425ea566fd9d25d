import type { TaskLine } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { matchesSearch, selectTasks, type TaskSelection } from './select-tasks';

const aTask = (key: string, change: Partial<TaskLine> = {}): TaskLine =>
  ({
    key,
    title: `Do ${key}`,
    tool_id: null,
    ordinal: 0,
    state: 'pending',
    cost_usd: '0',
    duration_ms: null,
    ...change,
  }) as TaskLine;

const all: TaskSelection = { search: '', states: [], sort: 'order', descending: false };
const keys = (tasks: readonly TaskLine[]): string[] => tasks.map(({ key }) => key);

describe('matchesSearch', () => {
  it('asks for every word, in key, title or tool, whatever their case', () => {
    const task = aTask('auth-login', { title: 'Port the login form', tool_id: 'codemod' });
    expect(matchesSearch(task, 'LOGIN  codemod')).toBe(true);
    expect(matchesSearch(task, 'login logout')).toBe(false);
    expect(matchesSearch(task, '')).toBe(true);
  });
});

describe('selectTasks', () => {
  const tasks = [
    aTask('t10', { ordinal: 0, state: 'completed', cost_usd: '10.5' }),
    aTask('t2', { ordinal: 1, state: 'failed', cost_usd: '9', duration_ms: 50 }),
    aTask('t1', { ordinal: 2, state: 'completed', cost_usd: '9', duration_ms: 70 }),
  ];

  it('keeps the states that are asked for', () => {
    expect(keys(selectTasks(tasks, { ...all, states: ['completed'] }))).toEqual(['t10', 't1']);
  });

  it('sorts keys as people count, money as numbers, and what needs a look first', () => {
    expect(keys(selectTasks(tasks, { ...all, sort: 'key' }))).toEqual(['t1', 't2', 't10']);
    expect(keys(selectTasks(tasks, { ...all, sort: 'cost', descending: true }))).toEqual(['t10', 't2', 't1']);
    expect(keys(selectTasks(tasks, { ...all, sort: 'state' }))[0]).toBe('t2');
  });
});
