import { TRPCClientError } from '@trpc/client';
import { describe, expect, it } from 'vitest';
import { errorOf } from './error-of.js';
import { mayRetry, retryDelayMs } from './retries.js';

const offline = (): Error => TRPCClientError.from(new TypeError('fetch failed'));

const refused = (status: number, code = 'x'): Error =>
  TRPCClientError.from({
    error: {
      code: -32600,
      message: 'no',
      data: {
        code: 'X',
        httpStatus: status,
        uet: { code, hint: 'h', where: 'w', problems: [], request_id: 'r' },
      },
    },
  });

describe('mayRetry', () => {
  const call = { type: 'query', input: {}, attempts: 1 } as const;

  it('repeats queries that failed in passing, as often as it may', () => {
    for (const error of [offline(), refused(503), refused(500), refused(429)]) {
      expect(mayRetry({ ...call, error }, 3)).toBe(true);
      expect(mayRetry({ ...call, error, attempts: 4 }, 3)).toBe(false);
      expect(mayRetry({ ...call, error }, 0)).toBe(false);
    }
    for (const status of [400, 401, 403, 404, 409])
      expect(mayRetry({ ...call, error: refused(status) }, 3)).toBe(false);
  });

  it('repeats a change only where it cannot be done twice', () => {
    const change = { ...call, type: 'mutation' } as const;
    expect(mayRetry({ ...change, error: offline() }, 3)).toBe(false);
    expect(mayRetry({ ...change, error: refused(503) }, 3)).toBe(false);
    expect(mayRetry({ ...change, error: refused(429) }, 3)).toBe(true);
    const keyed = { ...change, input: { idempotency_key: 'nightly' } };
    expect(mayRetry({ ...keyed, error: offline() }, 3)).toBe(true);
    expect(mayRetry({ ...keyed, error: refused(409) }, 3)).toBe(false);
  });

  it('does not repeat what the caller gave up', () => {
    const error = TRPCClientError.from(new DOMException('gone', 'AbortError'));
    expect(mayRetry({ ...call, error }, 3)).toBe(false);
  });
});

describe('retryDelayMs', () => {
  it('doubles, and stays below ten seconds', () => {
    for (let attempts = 1; attempts < 20; attempts += 1) {
      const longest = Math.min(250 * 2 ** (attempts - 1), 10_000);
      const delayMs = retryDelayMs(attempts);
      expect(delayMs).toBeGreaterThanOrEqual(longest / 2);
      expect(delayMs).toBeLessThanOrEqual(longest);
    }
  });
});

describe('errorOf', () => {
  it('tells what the server says of an error', () => {
    expect(errorOf(refused(404, 'not_found'))).toEqual({
      code: 'not_found',
      message: 'no',
      hint: 'h',
      where: 'w',
      problems: [],
      status: 404,
      requestId: 'r',
    });
  });

  it('tells a server that cannot be reached from one that failed', () => {
    expect(errorOf(offline())).toMatchObject({ code: 'unreachable', status: null });
    expect(errorOf(new Error('mine'))).toMatchObject({ code: 'internal', message: 'mine' });
    const proxy = TRPCClientError.from(new SyntaxError('no JSON'), { meta: { response: { status: 502 } } });
    expect(errorOf(proxy)).toMatchObject({ code: 'internal', status: 502 });
  });
});
