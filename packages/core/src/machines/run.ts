import type { RunStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type RunEvent =
  | 'initialize'
  | 'start'
  | 'pause'
  | 'resume'
  | 'validate'
  | 'succeed'
  | 'fail'
  | 'quarantine'
  | 'cancel';

/** The life of a run: one execution of a template against one repository. */
export const runMachine = defineMachine<RunStateName, RunEvent>({
  name: 'run',
  table: 'runs',
  initial: 'pending',
  states: {
    pending: { means: 'Asked for, not looked at yet', tone: 'neutral' },
    initializing: { means: 'The base commit is resolved and the plan is stored', tone: 'active' },
    running: { means: 'Tasks are carried out', tone: 'active', requires: ['started_at'] },
    paused: { means: 'Nothing new starts; what runs, finishes', tone: 'waiting', requires: ['started_at'] },
    validating: {
      means: 'Every workstream is done; acceptance checks run',
      tone: 'active',
      requires: ['started_at'],
    },
    succeeded: { means: 'Accepted, and all required patches landed', tone: 'good', requires: ['ended_at'] },
    failed: {
      means: 'A critical workstream or an acceptance check failed',
      tone: 'bad',
      requires: ['reason', 'ended_at'],
    },
    quarantined: {
      means: 'A patch that the run cannot do without is set aside',
      tone: 'warning',
      requires: ['reason', 'ended_at'],
    },
    canceled: { means: 'Stopped by a person', tone: 'neutral', requires: ['reason', 'ended_at'] },
  },
  events: {
    initialize: { from: ['pending'], to: 'initializing' },
    start: { from: ['initializing'], to: 'running' },
    pause: { from: ['running'], to: 'paused' },
    resume: { from: ['paused'], to: 'running' },
    validate: { from: ['running'], to: 'validating' },
    succeed: { from: ['validating'], to: 'succeeded' },
    fail: { from: ['initializing', 'running', 'paused', 'validating'], to: 'failed' },
    quarantine: { from: ['running', 'validating', 'failed'], to: 'quarantined' },
    cancel: {
      from: ['pending', 'initializing', 'running', 'paused', 'validating'],
      to: 'canceled',
      by: 'person',
    },
  },
});
