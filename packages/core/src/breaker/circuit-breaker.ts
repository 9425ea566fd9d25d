import type { CircuitBreakerRow } from '@uet/schemas';
import { breakerMachine } from '../machines/index.js';
import type { ChangeSet } from '../moves/index.js';

/** When a breaker opens, and for how long. */
export interface BreakerPolicy {
  readonly failures: number;
  readonly openMs: number;
}

/** 5 consecutive failures; 60 s until a probe. */
export const defaultBreakerPolicy: BreakerPolicy = { failures: 5, openMs: 60_000 };

/** A breaker that has seen nothing yet. */
export function newBreaker(toolId: string): CircuitBreakerRow {
  return {
    id: toolId,
    state: 'closed',
    version: 0,
    reason: null,
    consecutive_failures: 0,
    opened_at: null,
    open_until: null,
  };
}

/** True where a person stopped all calls of the tool: no time ends that, only a reset. */
export const isHeldOpen = (breaker: CircuitBreakerRow | undefined): boolean =>
  breaker?.state === 'open' && breaker.open_until === null;

/**
 * Until when the tool may not be called; null where no time ends that: it may be called, as its breaker is closed or
 * a probe is due, or a person holds it open. While one probe runs nothing else calls the tool, until `open_until`: a
 * probe that was lost with its worker must not keep the tool at rest for ever.
 */
export function restsUntil(breaker: CircuitBreakerRow | undefined, now: string): string | null {
  if (breaker === undefined || breaker.state === 'closed' || breaker.open_until === null) return null;
  return breaker.open_until > now ? breaker.open_until : null;
}

/** True where the tool may be called now: closed, or a probe is due. */
export const allowsCall = (breaker: CircuitBreakerRow | undefined, now: string): boolean =>
  !isHeldOpen(breaker) && restsUntil(breaker, now) === null;

/** The moves of a breaker: it stops calling what keeps failing. */
export class CircuitBreaker {
  readonly #changes: ChangeSet;
  readonly #policy: BreakerPolicy;

  constructor(changes: ChangeSet, policy: BreakerPolicy = defaultBreakerPolicy) {
    this.#changes = changes;
    this.#policy = policy;
  }

  /**
   * One call tries whether the tool works again; the next such try may be made as long after it as after an
   * opening. A breaker that is half open already, its last probe without an answer, stays so.
   */
  probe(breaker: CircuitBreakerRow): CircuitBreakerRow {
    const change = { open_until: this.#inMs(this.#policy.openMs) };
    if (this.#latest(breaker).state === 'half_open') {
      return this.#changes.change('circuit_breakers', breaker, change);
    }
    return this.#changes.move(breakerMachine, breaker, 'probe', { change });
  }

  /** A call succeeded: the count starts anew, and a half-open breaker closes. */
  recordSuccess(given: CircuitBreakerRow): CircuitBreakerRow {
    const breaker = this.#latest(given);
    if (breaker.state === 'half_open') return this.close(breaker);
    if (breaker.consecutive_failures === 0) return breaker;
    return this.#changes.change('circuit_breakers', breaker, { consecutive_failures: 0 });
  }

  /** A call failed; `retryAfterMs` is what the provider asked to wait, which opens the breaker at once. */
  recordFailure(
    given: CircuitBreakerRow,
    reason: string,
    retryAfterMs: number | null = null,
  ): CircuitBreakerRow {
    const breaker = this.#latest(given);
    const failures = breaker.consecutive_failures + 1;
    if (breaker.state === 'half_open') return this.reopen(breaker, reason, retryAfterMs);
    if (breaker.state === 'closed' && (retryAfterMs !== null || failures >= this.#policy.failures)) {
      return this.trip(breaker, reason, retryAfterMs);
    }
    return this.#changes.change('circuit_breakers', breaker, { consecutive_failures: failures });
  }

  trip(breaker: CircuitBreakerRow, reason: string, retryAfterMs: number | null = null): CircuitBreakerRow {
    return this.#changes.move(breakerMachine, breaker, 'trip', {
      reason,
      change: this.#opened(breaker, retryAfterMs),
    });
  }

  reopen(breaker: CircuitBreakerRow, reason: string, retryAfterMs: number | null = null): CircuitBreakerRow {
    return this.#changes.move(breakerMachine, breaker, 'reopen', {
      reason,
      change: this.#opened(breaker, retryAfterMs),
    });
  }

  close(breaker: CircuitBreakerRow): CircuitBreakerRow {
    return this.#changes.move(breakerMachine, breaker, 'close', { change: closed });
  }

  /**
   * A person stops all calls of the tool until its breaker is reset. One that opened by itself, and would probe in a
   * while, is reset first: both are events of the person.
   */
  forceOpen(breaker: CircuitBreakerRow, reason: string): CircuitBreakerRow {
    const opensAgain = this.#latest(breaker).state === 'open' && !isHeldOpen(this.#latest(breaker));
    return this.#changes.move(breakerMachine, opensAgain ? this.reset(breaker) : breaker, 'force_open', {
      reason,
      change: { opened_at: this.#changes.now, open_until: null },
    });
  }

  /** A person allows calls again. */
  reset(breaker: CircuitBreakerRow, reason: string | null = null): CircuitBreakerRow {
    return this.#changes.move(breakerMachine, breaker, 'reset', { reason, change: closed });
  }

  #opened(breaker: CircuitBreakerRow, retryAfterMs: number | null): Partial<CircuitBreakerRow> {
    return {
      consecutive_failures: this.#latest(breaker).consecutive_failures + 1,
      opened_at: this.#changes.now,
      open_until: this.#inMs(retryAfterMs ?? this.#policy.openMs),
    };
  }

  #inMs(ms: number): string {
    return new Date(Date.parse(this.#changes.now) + ms).toISOString();
  }

  #latest(breaker: CircuitBreakerRow): CircuitBreakerRow {
    return this.#changes.latest('circuit_breakers', breaker);
  }
}

const closed: Partial<CircuitBreakerRow> = { consecutive_failures: 0, opened_at: null, open_until: null };
