import { errorOf } from './error-of.js';

/** What decides whether a call is made once more. */
export interface FailedCall {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly input: unknown;
  readonly error: unknown;
  /** How often it was made. */
  readonly attempts: number;
}

const firstDelayMs = 250;
const longestDelayMs = 10_000;

/**
 * Whether a call may be made once more without doing anything twice: queries after network errors, 5xx and 429;
 * mutations only where they were refused unseen (429) or carry an idempotency key.
 */
export function mayRetry({ type, input, error, attempts }: FailedCall, retries: number): boolean {
  // Streams come back by themselves: what reaches this is a refusal.
  if (type === 'subscription' || attempts > retries) return false;
  const { code, status } = errorOf(error);
  if (code === 'canceled') return false;
  if (status === 429) return true;
  const isPassing = status === null || status >= 500;
  return isPassing && (type !== 'mutation' || hasKey(input));
}

const hasKey = (input: unknown): boolean =>
  typeof input === 'object' &&
  input !== null &&
  typeof (input as { idempotency_key?: unknown }).idempotency_key === 'string';

/** How long to wait before the next try, in milliseconds: doubled each time, with jitter, 10 s at most. */
export function retryDelayMs(attempts: number): number {
  const longest = Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs);
  return Math.round(longest * (0.5 + Math.random() / 2));
}
