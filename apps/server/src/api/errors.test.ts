import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { type ErrorCode, errorTable, UetError } from '@uet/core';
import { describe, expect, it } from 'vitest';
import { answerOf, describeError, knownError } from './errors.js';

const statusOf = (error: unknown): number => getHTTPStatusCodeFromError(answerOf(error));

describe('answerOf', () => {
  it('blames the caller with 4xx for what is the fault of the caller, and nobody else', () => {
    for (const [code, { fault }] of Object.entries(errorTable)) {
      const status = statusOf(new UetError(code as ErrorCode, 'x'));
      if (fault !== 'caller') continue;
      // What is set in the environment of the server is nothing that who asks it can change.
      const isOurs = code === 'bad_catalog' || code === 'bad_config';
      expect(status, code).toBeGreaterThanOrEqual(isOurs ? 500 : 400);
      expect(status, code).toBeLessThan(isOurs ? 600 : 500);
    }
  });

  it.each([
    ['not_found', 404],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['stale', 409],
    ['illegal_move', 409],
    ['rate_limited', 429],
    ['database_unavailable', 503],
    ['internal', 500],
  ] as const)('answers %s with %i', (code, status) => {
    expect(statusOf(new UetError(code, 'x'))).toBe(status);
  });
});

describe('knownError', () => {
  it('keeps what went wrong inside to itself', () => {
    for (const error of [
      new TypeError('cannot read /home/anna/key'),
      new UetError('database_failed', 'column secret does not exist'),
      new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'Output validation failed' }),
      'a string',
    ]) {
      const known = knownError(error);
      expect(known.code).toBe('internal');
      expect(known.message).toBe('something went wrong inside the server');
    }
  });

  it('tells a database that is away from a fault of this program', () => {
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(knownError(away).code).toBe('database_unavailable');
  });
});

describe('describeError', () => {
  it('tells code, hint, place, and every problem', () => {
    const problem = { code: 'bad_template', where: 't.yaml:1:2', message: 'unknown key', text: 'x' } as const;
    const error = new UetError('bad_template', 'm', { hint: 'h', where: 'w', problems: [problem] });
    expect(describeError(error, 'r1')).toEqual({
      code: 'bad_template',
      hint: 'h',
      where: 'w',
      problems: [{ message: 'unknown key', where: 't.yaml:1:2', hint: null }],
      request_id: 'r1',
    });
  });
});
