import type { LaneView } from '@uet/schemas/api';
import { describe, expect, it } from 'vitest';
import { laneOrder } from './lane-order';

type Entry = LaneView['entries'][number];

const anEntry = (position: number, state: Entry['patch']['state'], waitsFor: string | null): Entry =>
  ({ position, gates: [], since: '', waits_for: waitsFor, patch: { state } }) as unknown as Entry;

describe('laneOrder', () => {
  it('parts what is tested from what waits, each from the front on', () => {
    const { tested, waiting } = laneOrder([
      anEntry(3, 'queued', 'the lane is full'),
      anEntry(1, 'applied', null),
      anEntry(2, 'queued', 'the one before it'),
      anEntry(0, 'verified', 'the branch'),
    ]);
    expect(tested.map(({ position }) => position)).toEqual([0, 1]);
    expect(waiting.map(({ position }) => position)).toEqual([2, 3]);
  });
});
