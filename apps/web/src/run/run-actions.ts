import { eventsFrom, runMachine } from '@uet/core';
import type { RunStateName } from '@uet/schemas';

/** What a person can have a run do. */
export type RunAction = 'pause' | 'resume' | 'cancel' | 'retry';

const offered = ['pause', 'resume', 'cancel'] as const;

/** The states in which a run is taken up again as a new one: it ended, and not well. */
const retryable: readonly RunStateName[] = ['failed', 'quarantined', 'canceled'];

/** The actions that a run allows in a state, from its machine's table. */
export function runActions(state: RunStateName): RunAction[] {
  const events = eventsFrom(runMachine, state);
  return [
    ...offered.filter((action) => events.includes(action)),
    ...(retryable.includes(state) ? ['retry' as const] : []),
  ];
}
