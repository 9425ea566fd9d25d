import { UetError } from '@uet/core';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { databaseError, troubleOf } from './database-error.js';

const refusal = (code: string) => Object.assign(new pg.DatabaseError('said so', 0, 'error'), { code });
const failure = (message: string, code?: string) => Object.assign(new Error(message), { code });

describe('troubleOf', () => {
  it.each([
    [refusal('40001'), 'conflict'],
    [refusal('40P01'), 'conflict'],
    [refusal('53100'), 'full'],
    [refusal('57P01'), 'unavailable'],
    [refusal('57P03'), 'unavailable'],
    [refusal('53300'), 'unavailable'],
    [refusal('08006'), 'unavailable'],
    [failure('connect', 'ECONNREFUSED'), 'unavailable'],
    [failure('Connection terminated unexpectedly'), 'unavailable'],
    [failure('Client has encountered a connection error and is not queryable'), 'unavailable'],
    [refusal('23505'), 'refused'],
    [failure('open', 'ENOENT'), 'refused'],
    [failure('Connection to the past'), 'refused'],
    ['a string', 'refused'],
  ])('sorts %o', (error, trouble) => {
    expect(troubleOf(error)).toBe(trouble);
  });
});

describe('databaseError', () => {
  it('names the server without its password, and says what to do', () => {
    const error = databaseError(
      refusal('3D000'),
      'It cannot be used',
      'postgresql://me:secret@host:5/db?x=secret',
    );
    expect(error).toMatchObject({
      code: 'database_failed',
      message: 'It cannot be used: said so.',
      where: 'postgresql://me@host:5/db',
      hint: expect.stringContaining('Create'),
    });
  });

  it.each([
    [refusal('40001'), 'database_unavailable'],
    [refusal('53100'), 'disk_full'],
    [refusal('28P01'), 'database_failed'],
    [refusal('23505'), 'database_failed'],
    [
      Object.assign(new AggregateError([failure('connect')], ''), { code: 'ECONNREFUSED' }),
      'database_unavailable',
    ],
  ])('translates %o', (error, code) => {
    expect(databaseError(error, 'It failed')).toMatchObject({ code, cause: error });
  });

  it('passes on what is translated already', () => {
    const error = new UetError('stale', 'changed in between');
    expect(databaseError(error, 'It failed')).toBe(error);
  });
});
