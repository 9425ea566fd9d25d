import { describe, expect, it } from 'vitest';
import { errorTable, UetError } from './index.js';

describe('UetError', () => {
  it('says what is wrong, where, and what to do about it', () => {
    const cause = new Error('below');
    const problem = {
      code: 'bad_template',
      where: 'a.yaml:1:2',
      message: 'unknown key',
      text: 'x: 1',
    } as const;
    const error = new UetError('bad_template', 'the template has a fault', {
      hint: 'remove the key',
      where: 'a.yaml',
      problems: [problem],
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'UetError',
      code: 'bad_template',
      message: 'the template has a fault',
      hint: 'remove the key',
      where: 'a.yaml',
      problems: [problem],
      cause,
    });
  });

  it('needs no more than a code and a message', () => {
    const error = new UetError('internal', 'no such row');
    expect(error).toMatchObject({ hint: undefined, where: undefined, problems: [] });
    expect('cause' in error).toBe(false);
  });

  it('takes fault and retry from the table', () => {
    const error = new UetError('stale', 'changed meanwhile');
    expect([error.fault, error.retry]).toEqual(['system', true]);
    expect(new UetError('not_found', 'gone').retry).toBe(false);
  });
});

describe('errorTable', () => {
  it('says of each code what it means, in one phrase', () => {
    for (const [code, { means }] of Object.entries(errorTable)) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(means, code).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it('has no caller try the same again', () => {
    const retried = Object.entries(errorTable).filter(([, { retry }]) => retry);
    expect(retried.filter(([, { fault }]) => fault === 'caller')).toEqual([]);
  });
});
