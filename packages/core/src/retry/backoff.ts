/** How long to wait before the next attempt. */
export interface BackoffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
}

/** 1 s doubled with every attempt, 60 s at the most. */
export const defaultBackoff: BackoffPolicy = { baseMs: 1000, capMs: 60_000 };

/**
 * The wait before another attempt in milliseconds: exponential with full jitter
 * (a uniform share of `base × 2^attemptsUsed`), so that many workers do not come back at once.
 *
 * `chance` is a number in [0, 1).
 */
export function backoffMs(
  attemptsUsed: number,
  chance: number,
  policy: BackoffPolicy = defaultBackoff,
): number {
  const ceiling = Math.min(policy.capMs, policy.baseMs * 2 ** Math.max(0, attemptsUsed - 1));
  return Math.floor(ceiling * chance);
}
