import { UetError } from '@uet/core';
import type { ExecutionEvent } from '@uet/schemas';

/** The last events of the log, without a gap: those after `floor`, up to `tip`. */
export interface EventRing {
  /** Grows with every change: who waits compares it with what it was when it looked. */
  version(): number;
  /** Where the log was read up to; null before it was read at all. */
  tip(): string | null;
  /** The cursor of the last event before those that are kept. */
  floor(): string | null;
  /** Forgets everything. */
  clear(): void;
  /** Begins at a cursor. */
  reset(tip: string): void;
  /** Takes the events that come next. */
  push(events: readonly ExecutionEvent[]): void;
  /** The first events after a cursor, and how far that reaches; null where the ring does not go back to it. */
  after(
    cursor: string,
    limit: number,
  ): { readonly events: ExecutionEvent[]; readonly reached: string } | null;
}

/** How many are kept: a listener that is further behind reads the log itself. */
const capacity = 5_000;

type Position = readonly [transaction: bigint, sequence: bigint];

/** Opens a ring that knows nothing yet. */
export function openEventRing(): EventRing {
  let floor: string | null = null;
  let tip: string | null = null;
  let kept: Array<{ readonly at: Position; readonly event: ExecutionEvent }> = [];
  let version = 0;
  const begin = (at: string | null): void => {
    [floor, tip, kept] = [at, at, []];
    version += 1;
  };
  return {
    version: () => version,
    tip: () => tip,
    floor: () => floor,
    clear: () => begin(null),
    reset: begin,
    push(events) {
      const last = events.at(-1);
      if (last === undefined) return;
      kept.push(...events.map((event) => ({ at: positionOf(event.cursor), event })));
      if (kept.length > capacity) {
        const dropped = kept.splice(0, kept.length - capacity);
        floor = dropped.at(-1)?.event.cursor ?? floor;
      }
      tip = last.cursor;
      version += 1;
    },
    after(cursor, limit) {
      const at = positionOf(cursor);
      if (floor === null || tip === null || isBefore(at, positionOf(floor))) return null;
      let [low, high] = [0, kept.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const entry = kept[middle];
        if (entry !== undefined && !isBefore(at, entry.at)) low = middle + 1;
        else high = middle;
      }
      const events = kept.slice(low, low + limit).map(({ event }) => event);
      // A cursor may be ahead of what was read so far; it never goes back.
      const end = isBefore(at, positionOf(tip)) ? tip : cursor;
      return { events, reached: low + limit < kept.length ? (events.at(-1)?.cursor ?? end) : end };
    },
  };
}

function positionOf(cursor: string): Position {
  const [, transaction, sequence] = /^(\d+)-(\d+)$/.exec(cursor) ?? [];
  if (transaction === undefined || sequence === undefined) {
    throw new UetError('bad_argument', `not an event cursor: ${cursor}`, {
      where: 'after',
      hint: 'give the `cursor` of an event',
    });
  }
  return [BigInt(transaction), BigInt(sequence)];
}

const isBefore = (left: Position, right: Position): boolean =>
  left[0] < right[0] || (left[0] === right[0] && left[1] < right[1]);
