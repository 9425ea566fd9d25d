import type { AttemptStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type AttemptEvent = 'succeed' | 'fail' | 'cancel';

/** The life of an attempt: one try at a task by one worker with one tool. */
export const attemptMachine = defineMachine<AttemptStateName, AttemptEvent>({
  name: 'attempt',
  table: 'attempts',
  initial: 'running',
  states: {
    running: { means: 'The tool runs', tone: 'active' },
    succeeded: { means: 'The tool did its work', tone: 'good', requires: ['ended_at'] },
    failed: {
      means: 'The tool did not do its work',
      tone: 'bad',
      requires: ['ended_at', 'failure_kind', 'reason'],
    },
    canceled: { means: 'Stopped by a person', tone: 'neutral', requires: ['ended_at', 'reason'] },
  },
  events: {
    succeed: { from: ['running'], to: 'succeeded' },
    fail: { from: ['running'], to: 'failed' },
    cancel: { from: ['running'], to: 'canceled' },
  },
});
