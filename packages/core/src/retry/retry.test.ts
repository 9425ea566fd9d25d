import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, classifyFailure, defaultBackoff, normalizeMessage, retryAfterMs } from './index.js';

describe('backoffMs', () => {
  it('doubles with every attempt, up to a minute', () => {
    const ceilings = [0, 1, 2, 3, 7, 8, 1000].map((attempts) => backoffMs(attempts, 1));
    expect(ceilings).toEqual([1000, 1000, 2000, 4000, 60_000, 60_000, 60_000]);
  });

  it('is any share of that, in whole milliseconds', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100), chance, (attempts, share) => {
        const waitMs = backoffMs(attempts, share);
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(defaultBackoff.capMs);
      }),
    );
    expect(backoffMs(3, 0.25, { baseMs: 10, capMs: 100 })).toBe(10);
  });
});

describe('classifyFailure', () => {
  it.each([
    ['worker_lost', 'unknown option', 'transient'],
    ['spawn_error', 'rate limited', 'permanent'],
    ['budget', '', 'permanent'],
    ['policy', 'permission denied', 'transient'],
    ['gate', '401', 'transient'],
    ['wall_timeout', 'took longer than 3 s', 'transient'],
  ] as const)('by kind: %s (%j) is %s', (kind, message, category) => {
    expect(classifyFailure(kind, message)).toBe(category);
  });

  it.each([
    'Rate limit reached for requests',
    'rate_limit_error: slow down',
    'HTTP 429',
    'HTTP/1.1 529',
    'Error code: 429 - {"type": "error"}',
    'API error (529): Overloaded',
    'statusCode=429',
    'Too Many Requests',
    'You have exceeded your quota: quota has been exceeded',
    'Please retry after 20 seconds',
  ])('waits after %j', (message) => {
    expect(classifyFailure('exit_code', message)).toBe('wait');
  });

  it.each([
    'Invalid API key provided',
    'invalid x-api-key',
    'You are not logged in. Run the login command.',
    'permission denied (publickey)',
    'Authentication failed',
    '401 Unauthorized',
    'HTTP 403: forbidden',
    "error: unknown option '--fast'",
    'unknown model: large-9',
  ])('does not try again after %j', (message) => {
    expect(classifyFailure('exit_code', message)).toBe('permanent');
  });

  it.each([
    'exit code 1: AssertionError: expected 429 to be 200',
    'exit code 1: 401 tests failed',
    'src/corporate.ts:403 is not covered',
    'exit code 2',
    '',
  ])('tries again after %j', (message) => {
    expect(classifyFailure('exit_code', message)).toBe('transient');
  });
});

describe('retryAfterMs', () => {
  it.each([
    ['retry after 30', 30_000],
    ['Retry-After: 7', 7000],
    ['please retry after 1.5 s', 1500],
    ['retry after 250 ms', 250],
    ['retry after 0.5ms', 1],
    ['retry_after=2 minutes', 120_000],
    ['retry after about 3 min', 180_000],
    ['retry after 5 more errors', 5000],
    ['retry after 10 seconds, then 20 minutes', 10_000],
  ])('reads %j as %d ms', (message, waitMs) => {
    expect(retryAfterMs(message)).toBe(waitMs);
  });

  it.each(['try again later', 'retry after lunch', ''])('is null for %j', (message) => {
    expect(retryAfterMs(message)).toBeNull();
  });
});

describe('normalizeMessage', () => {
  it.each([
    ['at 2026-01-01T10:00:00.123Z it failed', 'at 2027-12-31 23:59:59 it failed'],
    ['run 01JABCDEFGHJKMNPQRSTVWXYZ0 ended', 'run 01JZYXWVTSRQPNMKJHGFEDCBA9 ended'],
    ['commit 1234567 of deadbeefcafe', 'commit abcdef0123 of 7654321'],
    ['pointer 0x7ffe12', 'pointer 0xFF'],
    ['no such file: /tmp/uet-abc123/src/a.ts:3:1', 'no such file: /var/x/b.ts:77:12'],
    ["ENOENT, open '/a/b'", "ENOENT, open '/c'"],
    ['took 3 s,  not\n\t2', 'took 14 s, not 99'],
  ])('says the same of %j and %j', (first, second) => {
    expect(normalizeMessage(first)).toBe(normalizeMessage(second));
  });

  it('keeps what tells errors apart', () => {
    expect(normalizeMessage('  TypeError: x is not a function ')).toBe('TypeError: x is not a function');
    expect(normalizeMessage('disk full')).not.toBe(normalizeMessage('disk empty'));
  });

  it('is short', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000 }), (message) => {
        expect(normalizeMessage(message).length).toBeLessThanOrEqual(500);
      }),
    );
    expect(normalizeMessage('x'.repeat(900))).toHaveLength(500);
  });
});
