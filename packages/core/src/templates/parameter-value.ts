import type { ParameterValue, TemplateParameter } from '@uet/schemas';
import { didYouMean } from '../documents/index.js';
import { pathFault } from './repository-path.js';

/** A value of the declared type, or what is wrong with what was given. */
export type CheckedValue =
  | { readonly ok: true; readonly value: ParameterValue }
  | { readonly ok: false; readonly fault: string };

const good = (value: ParameterValue): CheckedValue => ({ ok: true, value });
const bad = (fault: string): CheckedValue => ({ ok: false, fault });

/** Decimal notation only: `1e3`, `0x10`, ` 1` and `Infinity` are slips more often than wishes. */
const decimalNumber = /^-?\d{1,15}(\.\d{1,15})?$/;

/** The pattern of a parameter as an expression for the whole value; the message of its fault where it is none. */
export function wholePattern(pattern: string): RegExp | string {
  try {
    // On its own first: `a)|(b` is no pattern, but would become one inside of the brackets.
    new RegExp(pattern, 'u');
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch (error) {
    return (error as SyntaxError).message;
  }
}

function checkPattern(value: string, pattern: string | undefined): CheckedValue {
  const whole = pattern === undefined ? undefined : wholePattern(pattern);
  const matches = whole === undefined || typeof whole === 'string' || whole.test(value);
  return matches ? good(value) : bad(`does not match the pattern ${pattern}`);
}

function checkNumber(value: ParameterValue, parameter: TemplateParameter & { type: 'number' }): CheckedValue {
  const isDecimal = typeof value === 'string' && decimalNumber.test(value);
  const number = isDecimal ? Number(value) : value;
  const { min, max, integer = false } = parameter;
  if (typeof number !== 'number' || !Number.isFinite(number)) return bad('is not a number');
  if (integer && !Number.isSafeInteger(number)) return bad('is not a whole number');
  if (min !== undefined && number < min) return bad(`is less than ${min}`);
  if (max !== undefined && number > max) return bad(`is greater than ${max}`);
  return good(number);
}

function checkText(
  value: ParameterValue,
  parameter: TemplateParameter & { type: 'string' | 'path' },
): CheckedValue {
  if (typeof value !== 'string') return bad('is not text');
  if (value.includes('\0')) return bad('has a NUL character');
  const fault = parameter.type === 'path' ? pathFault(value) : undefined;
  return fault === undefined ? checkPattern(value, parameter.pattern) : bad(fault);
}

/** Checks a value against its declaration; numbers and truth values may come as text (`k=v`). */
export function checkValue(value: ParameterValue, parameter: TemplateParameter): CheckedValue {
  switch (parameter.type) {
    case 'string':
    case 'path':
      return checkText(value, parameter);
    case 'number':
      return checkNumber(value, parameter);
    case 'boolean':
      if (typeof value === 'boolean') return good(value);
      return value === 'true' || value === 'false'
        ? good(value === 'true')
        : bad('is neither true nor false');
    case 'enum': {
      const { values } = parameter;
      if (typeof value === 'string' && values.includes(value)) return good(value);
      return bad(`is not one of ${values.join(', ')}${didYouMean(String(value), values)}`);
    }
  }
}
