import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';

/** A clock that stands still until it is moved. */
export class FixedClock implements Clock {
  #now: number;

  constructor(start = '2026-01-01T00:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Moves the time on by so many milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }
}

/** Ids that count up: valid ULIDs, the same in every test run. */
export class CountingIds implements Ids {
  #count = 0;
  readonly #prefix: string;

  /** `prefix`: up to 10 digits that set these ids apart from those of another source. */
  constructor(prefix = '0') {
    this.#prefix = prefix.padEnd(10, '0');
  }

  next(): string {
    this.#count += 1;
    return `${this.#prefix}${String(this.#count).padStart(16, '0')}`;
  }
}
