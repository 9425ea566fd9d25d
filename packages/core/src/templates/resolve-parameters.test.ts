import type { ParameterValue, Template, TemplateParameter } from '@uet/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UetError } from '../errors/index.js';
import { parameterEnvironment, resolveParameters } from './index.js';

const templateWith = (parameters: Record<string, TemplateParameter>): Template => ({
  template: 'v1',
  metadata: { name: 'demo', version: '1.0.0' },
  parameters,
  phases: [],
});

const resolveOne = (parameter: TemplateParameter, value: ParameterValue): ParameterValue | undefined =>
  resolveParameters(templateWith({ x: parameter }), { x: value }).x;

function problemsOf(template: Template, given: Record<string, ParameterValue>): UetError {
  try {
    resolveParameters(template, given);
  } catch (error) {
    if (error instanceof UetError) return error;
    throw error;
  }
  throw new Error('the parameters were accepted');
}

const good: readonly (readonly [TemplateParameter, ParameterValue, ParameterValue])[] = [
  [{ type: 'string' }, '', ''],
  [{ type: 'string', pattern: 'a|b' }, 'b', 'b'],
  [{ type: 'number' }, '-1.50', -1.5],
  [{ type: 'number' }, 1e300, 1e300],
  [{ type: 'number', integer: true, min: 3, max: 3 }, '3', 3],
  [{ type: 'boolean' }, 'true', true],
  [{ type: 'boolean' }, 'false', false],
  [{ type: 'boolean' }, false, false],
  [{ type: 'enum', values: ['a', 'b'] }, 'b', 'b'],
  [{ type: 'path' }, 'src/.hidden/a b', 'src/.hidden/a b'],
  [{ type: 'path', pattern: '.*\\.ts' }, 'a.ts', 'a.ts'],
  [
    { type: 'string', pattern: '[' },
    'a pattern that the template check has refused',
    'a pattern that the template check has refused',
  ],
];

const bad: readonly (readonly [TemplateParameter, ParameterValue, string])[] = [
  [{ type: 'string' }, 5, '`5` is not text'],
  [{ type: 'string' }, 'a\0b', 'has a NUL character'],
  [{ type: 'string', pattern: 'a|b' }, 'ab', '`ab` does not match the pattern a|b'],
  [{ type: 'number' }, '1e3', '`1e3` is not a number'],
  [{ type: 'number' }, ' 1', 'is not a number'],
  [{ type: 'number' }, '0x10', 'is not a number'],
  [{ type: 'number' }, '', 'is not a number'],
  [{ type: 'number' }, Number.NaN, 'is not a number'],
  [{ type: 'number' }, Number.POSITIVE_INFINITY, 'is not a number'],
  [{ type: 'number' }, true, 'is not a number'],
  [{ type: 'number', integer: true }, '1.5', 'is not a whole number'],
  [{ type: 'number', min: 1 }, '0', 'is less than 1'],
  [{ type: 'number', max: 1 }, '2', 'is greater than 1'],
  [{ type: 'boolean' }, 'yes', '`yes` is neither true nor false'],
  [{ type: 'boolean' }, 1, 'is neither true nor false'],
  [
    { type: 'enum', values: ['staging', 'live'] },
    'stagin',
    'is not one of staging, live; did you mean `staging`?',
  ],
  [{ type: 'enum', values: ['1'] }, 1, 'is not one of 1'],
  [{ type: 'path' }, '../etc', '`../etc` leaves the repository by `..`'],
  [{ type: 'path' }, '/etc', 'is absolute'],
  [{ type: 'path' }, 'c:/x', 'is absolute'],
  [{ type: 'path' }, 'a\\b', 'has a backslash'],
  [{ type: 'path' }, ' ', 'is empty'],
  [{ type: 'path', pattern: 'src/.*' }, 'lib/x', 'does not match the pattern'],
];

describe('resolveParameters', () => {
  it.each(good)('takes for %j the value %j', (parameter, value, resolved) => {
    expect(resolveOne(parameter, value)).toBe(resolved);
  });

  it.each(bad)('refuses for %j the value %j', (parameter, value, message) => {
    const error = problemsOf(templateWith({ x: parameter }), { x: value });
    expect(error.code).toBe('bad_parameter');
    expect(error.problems).toMatchObject([{ where: 'parameter x' }]);
    expect(error.problems[0]?.message).toContain(message);
  });

  it('fills in defaults, and leaves out what is optional', () => {
    const template = templateWith({
      a: { type: 'string', default: 'x' },
      b: { type: 'number', default: 1 },
      c: { type: 'boolean', required: false },
    });
    expect(resolveParameters(template, { b: '2' })).toEqual({ a: 'x', b: 2 });
  });

  it('tells every problem at once', () => {
    const template = templateWith({
      image: { type: 'string', description: 'The image' },
      count: { type: 'number', default: 1, required: true },
      dry: { type: 'boolean' },
    });
    const error = problemsOf(template, { imag: 'x', dry: 'no', toString: 'y' });
    expect(error.problems.map(({ where, message }) => `${where} ${message}`)).toEqual([
      'parameter imag there is no such parameter; did you mean `image`?',
      'parameter toString there is no such parameter',
      'parameter image is missing',
      'parameter count is missing',
      'parameter dry `no` is neither true nor false',
    ]);
    expect(error.message).toContain('hint: parameters: image, count, dry');
    expect(error.message).toContain('parameter image  is missing\n    hint: The image');
  });

  it('says so where a template has no parameters', () => {
    const { parameters: _, ...template } = templateWith({});
    expect(resolveParameters(template, {})).toEqual({});
    expect(problemsOf(template, { x: 1 }).message).toContain('the template has no parameters');
  });

  it('does not repeat a secret', () => {
    const template = templateWith({ token: { type: 'string', secret: true, pattern: '[0-9]+' } });
    const error = problemsOf(template, { token: 'hunter2' });
    expect(JSON.stringify([error.message, error.problems])).not.toContain('hunter2');
    expect(error.message).toContain('`***` does not match');
  });

  it('gives back any value of the right type, and never anything but a UetError otherwise', () => {
    const parameters: TemplateParameter[] = [
      { type: 'string' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'path' },
      { type: 'enum', values: ['a'] },
    ];
    const values = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom('a', 'true', '1'));
    fc.assert(
      fc.property(fc.constantFrom(...parameters), values, (parameter, value) => {
        try {
          const resolved = resolveOne(parameter, value);
          expect(String(resolved)).toBe(String(typeof resolved === 'number' ? Number(value) : value));
        } catch (error) {
          expect(error).toBeInstanceOf(UetError);
        }
      }),
    );
  });
});

describe('parameterEnvironment', () => {
  it('names each parameter UET_PARAM_<NAME>, as text', () => {
    expect(parameterEnvironment({ image: 'x y', max_count: 3, dry: false })).toEqual({
      UET_PARAM_IMAGE: 'x y',
      UET_PARAM_MAX_COUNT: '3',
      UET_PARAM_DRY: 'false',
    });
  });
});
