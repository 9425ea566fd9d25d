import type { PhaseStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type PhaseEvent = 'activate' | 'block' | 'unblock' | 'finish' | 'abandon';

/** The life of a phase: a milestone that holds workstreams. */
export const phaseMachine = defineMachine<PhaseStateName, PhaseEvent>({
  name: 'phase',
  table: 'phases',
  initial: 'planned',
  states: {
    planned: { means: 'Waits for the phases before it', tone: 'neutral' },
    active: { means: 'Its workstreams may start', tone: 'active', requires: ['started_at'] },
    blocked: {
      means: 'An acceptance check before it, or its own, did not pass',
      tone: 'bad',
      requires: ['reason'],
    },
    done: {
      means: 'Its workstreams are completed and its acceptance checks passed',
      tone: 'good',
      requires: ['ended_at'],
    },
    abandoned: { means: 'Given up with its run', tone: 'neutral', requires: ['reason', 'ended_at'] },
  },
  events: {
    activate: { from: ['planned'], to: 'active' },
    block: { from: ['planned', 'active'], to: 'blocked' },
    unblock: { from: ['blocked'], to: 'planned' },
    finish: { from: ['active'], to: 'done' },
    abandon: { from: ['planned', 'active', 'blocked'], to: 'abandoned' },
  },
});
