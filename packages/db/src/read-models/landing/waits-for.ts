import type { LaneEntry } from './lane-entry.js';

/** Why a patch does not move, as a sentence; null where it is being tested. */
export function waitOfEntry(
  { patch, run_state: runState }: LaneEntry,
  inFront: LaneEntry | null,
): string | null {
  const { state, approval, apply_error: applyError } = patch;
  if (state === 'applied' || state === 'verified') return null;
  if (approval?.state === 'pending') return 'waits for approval';
  if (runState === 'paused') return 'its run is paused';
  if (state === 'apply_failed') return `git could not apply it: ${applyError ?? 'it said nothing'}`;
  if (state !== 'queued') return 'is being checked';
  return inFront === null
    ? 'waits for a worker to land it'
    : `waits for “${inFront.patch.task_title}” in front of it`;
}
