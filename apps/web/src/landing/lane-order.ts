import type { LaneView } from '@uet/schemas/api';

/** A patch in a lane. */
export type LaneEntry = LaneView['entries'][number];

/** The patches of a lane that are being tested, and those that wait, each from the front on. */
export function laneOrder(entries: readonly LaneEntry[]): {
  readonly tested: readonly LaneEntry[];
  readonly waiting: readonly LaneEntry[];
} {
  const ordered = entries.toSorted((a, b) => a.position - b.position);
  const isTested = ({ patch, waits_for: waitsFor }: LaneEntry): boolean =>
    waitsFor === null || patch.state === 'applied' || patch.state === 'verified';
  return { tested: ordered.filter(isTested), waiting: ordered.filter((entry) => !isTested(entry)) };
}
