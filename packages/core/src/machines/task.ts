import type { TaskStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type TaskEvent =
  | 'enqueue'
  | 'block'
  | 'unblock'
  | 'start'
  | 'finish'
  | 'retry'
  | 'complete'
  | 'fail'
  | 'cancel';

/** The life of a task: one tool call that may produce one patch. */
export const taskMachine = defineMachine<TaskStateName, TaskEvent>({
  name: 'task',
  table: 'tasks',
  initial: 'pending',
  states: {
    pending: { means: 'Waits for what it depends on, or for a free place', tone: 'neutral' },
    blocked: { means: 'A gate or a breaker keeps it from starting', tone: 'waiting', requires: ['reason'] },
    queued: { means: 'Waits for a worker', tone: 'waiting', requires: ['queued_at'] },
    running: {
      means: 'A worker holds its lease',
      tone: 'active',
      requires: ['started_at', 'lease_attempt_id', 'lease_worker_id'],
    },
    validating: {
      means: 'Its patch is checked, and waits to land',
      tone: 'active',
      requires: ['started_at'],
    },
    retrying: { means: 'Failed, and will be tried again', tone: 'warning', requires: ['reason'] },
    completed: { means: 'Done; its patch landed, if it has one', tone: 'good', requires: ['ended_at'] },
    failed: { means: 'No attempts are left', tone: 'bad', requires: ['reason', 'ended_at'] },
    canceled: { means: 'Not carried out', tone: 'neutral', requires: ['reason', 'ended_at'] },
  },
  events: {
    enqueue: { from: ['pending', 'retrying'], to: 'queued' },
    block: { from: ['pending', 'queued'], to: 'blocked' },
    unblock: { from: ['blocked'], to: 'pending' },
    start: { from: ['queued'], to: 'running' },
    finish: { from: ['running'], to: 'validating' },
    retry: { from: ['running', 'validating'], to: 'retrying' },
    complete: { from: ['validating'], to: 'completed' },
    fail: { from: ['running', 'validating'], to: 'failed' },
    cancel: { from: ['pending', 'blocked', 'queued', 'running', 'validating', 'retrying'], to: 'canceled' },
  },
});
