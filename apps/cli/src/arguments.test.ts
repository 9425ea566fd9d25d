import { describe, expect, it } from 'vitest';
import { oneOf, parseAssignments, wholeNumber } from './arguments.js';

describe('wholeNumber', () => {
  it('takes whole numbers from 1', () => {
    expect(wholeNumber('1', '--n')).toBe(1);
    expect(wholeNumber('999999', '--n')).toBe(999_999);
    expect(wholeNumber(undefined, '--n')).toBeUndefined();
  });

  it.each(['0', '-1', '1.5', '1e3', '01', ' 1', '1000000', 'many', ''])('refuses %j', (text) => {
    expect(() => wholeNumber(text, '--n')).toThrow(
      expect.objectContaining({ code: 'bad_argument', where: '--n' }),
    );
  });
});

describe('oneOf', () => {
  it('passes on what is known, and names what may have been meant', () => {
    expect(oneOf(['a', 'b'], '--x', ['a', 'b', 'c'])).toEqual(['a', 'b']);
    expect(() => oneOf(['faild'], '--state', ['failed', 'running'])).toThrow(/did you mean `failed`/);
  });
});

describe('parseAssignments', () => {
  it('splits at the first sign, and keeps the rest as it is', () => {
    expect(parseAssignments(['a=1', 'b=x=y', 'c=', 'd= z '])).toEqual({ a: '1', b: 'x=y', c: '', d: ' z ' });
  });

  it('never shows a value, which may be a secret', () => {
    expect(() => parseAssignments(['=hunter2'])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
    expect(() => parseAssignments(['key=hunter2', 'key=hunter3'])).toThrow(/^--param key is given twice$/);
  });
});
