import type { WorkstreamStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type WorkstreamEvent =
  | 'make_ready'
  | 'block'
  | 'unblock'
  | 'start'
  | 'validate'
  | 'complete'
  | 'fail'
  | 'skip'
  | 'cancel';

/** The life of a workstream: tasks that belong together. */
export const workstreamMachine = defineMachine<WorkstreamStateName, WorkstreamEvent>({
  name: 'workstream',
  table: 'workstreams',
  initial: 'planned',
  states: {
    planned: { means: 'Waits for its phase or for other workstreams', tone: 'neutral' },
    ready: { means: 'Its tasks may start', tone: 'waiting' },
    blocked: { means: 'A gate that it depends on did not pass', tone: 'bad', requires: ['reason'] },
    executing: { means: 'Its tasks are carried out', tone: 'active', requires: ['started_at'] },
    validating: {
      means: 'Its tasks are done; the last patches land',
      tone: 'active',
      requires: ['started_at'],
    },
    completed: {
      means: 'Every patch landed or was dropped by a person',
      tone: 'good',
      requires: ['ended_at'],
    },
    failed: { means: 'A critical task failed', tone: 'bad', requires: ['reason', 'ended_at'] },
    skipped: {
      means: 'Not needed: no task of it had to run',
      tone: 'neutral',
      requires: ['reason', 'ended_at'],
    },
    canceled: { means: 'Stopped with its run', tone: 'neutral', requires: ['reason', 'ended_at'] },
  },
  events: {
    make_ready: { from: ['planned'], to: 'ready' },
    block: { from: ['planned'], to: 'blocked' },
    unblock: { from: ['blocked'], to: 'ready' },
    start: { from: ['ready'], to: 'executing' },
    validate: { from: ['executing'], to: 'validating' },
    complete: { from: ['validating'], to: 'completed' },
    fail: { from: ['executing', 'validating'], to: 'failed' },
    skip: { from: ['planned', 'ready', 'blocked'], to: 'skipped' },
    cancel: { from: ['planned', 'ready', 'blocked', 'executing', 'validating'], to: 'canceled' },
  },
});
