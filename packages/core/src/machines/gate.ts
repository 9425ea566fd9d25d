import type { GateStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type GateEvent = 'start' | 'pass' | 'fail' | 'error' | 'skip';

/** The life of a gate: one execution of one check on one tree. Its result never changes. */
export const gateMachine = defineMachine<GateStateName, GateEvent>({
  name: 'gate',
  table: 'test_gates',
  initial: 'pending',
  states: {
    pending: { means: 'Waits to be run', tone: 'neutral' },
    running: { means: 'The command runs', tone: 'active', requires: ['started_at'] },
    passed: { means: 'The report meets the criteria', tone: 'good', requires: ['ended_at'] },
    failed: {
      means: 'The tests ran, and the criteria are not met',
      tone: 'bad',
      requires: ['ended_at', 'reason'],
    },
    error: { means: 'No verdict could be had', tone: 'bad', requires: ['ended_at', 'reason'] },
    skipped: { means: 'Not needed any more', tone: 'neutral', requires: ['ended_at', 'reason'] },
  },
  events: {
    start: { from: ['pending'], to: 'running' },
    pass: { from: ['running'], to: 'passed' },
    fail: { from: ['running'], to: 'failed' },
    error: { from: ['pending', 'running'], to: 'error' },
    skip: { from: ['pending', 'running'], to: 'skipped' },
  },
});
