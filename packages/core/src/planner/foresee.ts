import { type Plan, plan } from './plan.js';
import type { RunSnapshot } from './run-snapshot.js';

/** What would be planned at a time, for those who only look: nothing of it is to be written. */
export function foresee(snapshot: RunSnapshot, now: Date): Plan {
  // What was asked to stop is canceled in a person's name, everything else is the system's.
  const actor = snapshot.run.cancel_requested_at === null ? 'system' : 'person:reader';
  return plan(snapshot, { clock: { now: () => now }, ids: { next: () => '' }, actor });
}
