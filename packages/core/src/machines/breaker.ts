import type { BreakerStateName } from '@uet/schemas';
import { defineMachine } from './define-machine.js';

type BreakerEvent = 'trip' | 'probe' | 'close' | 'reopen' | 'force_open' | 'reset';

/** The life of a breaker: it stops calling a tool that keeps failing. */
export const breakerMachine = defineMachine<BreakerStateName, BreakerEvent>({
  name: 'breaker',
  table: 'circuit_breakers',
  initial: 'closed',
  states: {
    closed: { means: 'The tool is called', tone: 'good' },
    open: { means: 'The tool is not called', tone: 'bad', requires: ['opened_at'] },
    half_open: { means: 'One call tries whether the tool works again', tone: 'warning' },
  },
  events: {
    trip: { from: ['closed'], to: 'open' },
    probe: { from: ['open'], to: 'half_open' },
    close: { from: ['half_open'], to: 'closed' },
    reopen: { from: ['half_open'], to: 'open' },
    force_open: { from: ['closed', 'half_open'], to: 'open', by: 'person' },
    reset: { from: ['open', 'half_open'], to: 'closed', by: 'person' },
  },
});
