import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UetError } from '../../errors/index.js';
import {
  type ExpressionScope,
  evaluate,
  holds,
  interpolate,
  interpolateKnown,
  isTrue,
  parseCondition,
  parseInterpolated,
  referencesOf,
} from './index.js';

const scope: ExpressionScope = {
  params: { image: 'node', count: 3, dry: false, empty: '', constructor: 'odd' },
  run: { id: 'R1', target: 'main', repository: '/repo' },
  task: { id: 't1' },
  attempt: { number: 2 },
  tasks: {
    build: { state: 'completed', outputs: { size: '42', changed: 'false', name: 'app' } },
    'a.b': { state: 'failed', outputs: { state: 'inner' } },
  },
};

function errorOf(work: () => unknown): UetError {
  try {
    work();
  } catch (error) {
    if (error instanceof UetError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const come: readonly (readonly [expression: string, value: string | number | boolean | null])[] = [
  ["'it''s'", "it's"],
  ['-1.5', -1.5],
  ['true', true],
  ['false', false],
  ['null', null],
  ['params.image', 'node'],
  ['params.count', 3],
  ['params.missing', null],
  ['params.constructor', 'odd'],
  ['params.toString', null],
  ['run.id', 'R1'],
  ['run.target', 'main'],
  ['run.repository', '/repo'],
  ['task.id', 't1'],
  ['attempt.number', 2],
  ['tasks.build.state', 'completed'],
  ['tasks.build.outputs.size', '42'],
  ['tasks.build.outputs.none', null],
  ['tasks.a.b.state', 'failed'],
  ['tasks.a.b.outputs.state', 'inner'],
  ['params.count == 3', true],
  ['params.count != 3', false],
  ["params.count == '3'", true],
  ["params.count == 'three'", false],
  ["params.dry == 'false'", true],
  ["params.dry == 'no'", false],
  ['tasks.build.outputs.size > 41', true],
  ['tasks.build.outputs.size >= 43', false],
  ["'a' < 'b'", true],
  ['2 <= 2', true],
  ['null == null', true],
  ["null == ''", false],
  ['1 < 2 == true', true],
  ['true || false && false', true],
  ['(true || false) && false', false],
  ['!true == false', true],
  ['!!params.image', true],
  ["params.empty || 'fallback'", 'fallback'],
  ["params.image || 'fallback'", 'node'],
  ["params.image && 'yes'", 'yes'],
  ["params.empty && 'yes'", ''],
  ['!tasks.build.outputs.changed', true],
  ["contains(params.image, 'od')", true],
  ["startsWith(params.image, 'od')", false],
  ['endsWith ( params.count , 3 )', true],
  ["contains('x', params.missing)", true],
  ['  1  ', 1],
];

const bad: readonly (readonly [expression: string, column: number, message: string, hint?: string])[] = [
  ['', 1, 'the expression ends too early', 'a value is expected'],
  ['params.x =', 10, '`=` is not expected here', 'compare with `==`'],
  ['a & b', 1, '`a` is not known'],
  ['true & b', 6, '`&` is not expected here', 'write `&&`'],
  ['true | b', 6, '`|` is not expected here', 'write `||`'],
  ['true and false', 6, '`and` is not expected here', 'write `&&`'],
  ['not true', 1, '`not` is not known', 'write `!`'],
  ['run.id == "main"', 11, '`"` is not expected here', "put text in single quotes: 'text'"],
  ["run.id == 'main", 11, 'the text that begins here is not closed'],
  ["run.id == 'a\n'", 11, 'the text that begins here is not closed'],
  ['(true', 6, 'the expression ends too early', '`)` is expected'],
  ['true)', 5, '`)` is not expected here', 'an operator is expected'],
  ['true 1', 6, '`1` is not expected here'],
  ['contains(1)', 11, '`)` is not expected here', '`,` is expected'],
  ['contain(run.id, 1)', 1, 'there is no function `contain`; did you mean `contains`?'],
  ['params', 1, '`params` needs exactly one name after `params.`'],
  ['params.', 1, '`params.` has an empty part'],
  ['params.a.b', 1, '`params.a.b` needs exactly one name'],
  ['param.a', 1, '`param.a` is not known; did you mean `params`?'],
  ['run.branch', 1, '`run.branch` is not known'],
  ['task.name', 1, '`task.name` is not known'],
  ['attempt.id', 1, '`attempt.id` is not known'],
  [
    'env.HOME',
    1,
    'the environment cannot be used in expressions',
    'give the value as a parameter; a command',
  ],
  ['tasks.a', 1, 'says neither `.state` nor `.outputs.<name>`'],
  ['tasks.a.outputs', 1, 'says neither'],
  ['tasks.state', 1, 'says neither'],
  ['tasks.outputs.x', 1, 'says neither'],
  ['constructor', 1, '`constructor` is not known'],
  ['ä', 1, '`ä` is not expected here'],
  [`${'!'.repeat(250)}true`, 201, 'the expression has more than 200 parts'],
  [`${'('.repeat(10_000)}`, 201, 'the expression has more than 200 parts'],
  [Array(300).fill('true').join(' && '), 1601, 'the expression has more than 200 parts'],
];

describe('evaluate', () => {
  it.each(come)('%s comes to %s', (text, value) => {
    expect(evaluate(parseCondition(text), scope)).toBe(value);
  });

  it('refuses to order what has no order', () => {
    for (const text of ['true < false', "1 < 'x'", 'null < 1', 'null < null', "'a' < 1"]) {
      expect(errorOf(() => evaluate(parseCondition(text), scope)).message).toContain('cannot be ordered');
    }
  });

  it('refuses what is not known at this point of the run', () => {
    const texts = [
      'run.id',
      'task.id',
      'attempt.number',
      'tasks.x.state',
      'tasks.x.outputs.y',
      'tasks.toString.state',
    ];
    for (const text of texts) {
      expect(errorOf(() => evaluate(parseCondition(text), { params: {} })).message).toContain(
        `\`${text}\` is not known`,
      );
      const withTasks = { params: {}, tasks: {} };
      expect(errorOf(() => evaluate(parseCondition(text), withTasks)).code).toBe('bad_template');
    }
  });

  it('leaves the right side alone where the left side decides', () => {
    expect(holds('false && tasks.x.state', { params: {} })).toBe(false);
    expect(holds('true || tasks.x.state', { params: {} })).toBe(true);
  });
});

describe('isTrue', () => {
  it('takes false, null, 0, the empty text and the text false for false', () => {
    expect([false, null, 0, '', 'false'].map(isTrue)).toEqual([false, false, false, false, false]);
    expect([true, 1, 'true', 'no', ' '].map(isTrue)).toEqual([true, true, true, true, true]);
  });
});

describe('parseCondition', () => {
  it.each(bad.map(([text, column, message, hint = '']) => ({ text, column, message, hint })))(
    'refuses $text',
    ({ text, column, message, hint }) => {
      const error = errorOf(() => parseCondition(text));
      expect(error.code).toBe('bad_template');
      expect(error.message).toContain(message);
      expect(error.where).toBe(`column ${column}`);
      expect(error.problems[0]).toMatchObject({ caret: column - 1, text });
      expect(error.hint ?? '').toContain(hint);
    },
  );

  it('takes braces around the whole condition, and around nothing else', () => {
    expect(holds(' ${{ params.count == 3 }} ', scope)).toBe(true);
    expect(errorOf(() => parseCondition('${{ true }} && false')).message).toContain('goes on after its `}}`');
    expect(errorOf(() => parseCondition('${{ true')).message).toContain('ends too early');
    expect(errorOf(() => parseCondition('true && ${{ true }}')).message).toContain(
      '`$` is not expected here',
    );
  });
});

describe('interpolate', () => {
  it('replaces every expression, and leaves the rest as it is', () => {
    expect(interpolate('plain', scope)).toBe('plain');
    expect(interpolate('${{ params.image }}:${{params.count}}-${{ task.id }}', scope)).toBe('node:3-t1');
    expect(interpolate("$ {{ x }} }} ${{ '}}' }} $${{ params.dry }}", scope)).toBe('$ {{ x }} }} }} $false');
    expect(interpolate("${{ '${{' }} x }}", scope)).toBe('${{ x }}');
  });

  it('refuses to put nothing in the place of an expression', () => {
    const error = errorOf(() => interpolate('rm -r ${{ tasks.build.outputs.none }}/', scope));
    expect(error.message).toBe('${{ tasks.build.outputs.none }} has no value');
    expect(error.hint).toContain("|| 'text'");
    expect(interpolate("${{ tasks.build.outputs.none || 'tmp' }}/", scope)).toBe('tmp/');
  });

  it('tells the column of a fault', () => {
    const error = errorOf(() => parseInterpolated('say ${{ params.x | 1 }}'));
    expect(error.where).toBe('column 18');
    expect(errorOf(() => interpolate('${{ params.x', scope)).message).toContain('ends too early');
    expect(errorOf(() => interpolate('${{ params.x }', scope)).message).toContain('`}` is not expected here');
    expect(errorOf(() => interpolate('${{ }}', scope)).message).toContain('ends too early');
  });
});

describe('interpolateKnown', () => {
  const onlyParams = (text: string, params: ExpressionScope['params']): string =>
    interpolateKnown(text, { params }, (expression) =>
      referencesOf(expression).every(({ reference }) => reference.kind === 'param'),
    );

  it('fills in what is known and leaves the rest as it is written', () => {
    expect(onlyParams('plain', {})).toBe('plain');
    expect(onlyParams('${{ params.a }} ${{  tasks.b.state }}!', { a: 1 })).toBe('1 ${{  tasks.b.state }}!');
  });

  it('never lets a value become an expression, however it is cut', () => {
    const texts = fc.array(fc.constantFrom('${{', '}}', '$', '{', '{{', ' task.id ', "'", 'x', '\n'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const params = { a: first.join(''), b: second.join('') };
        const template = '${{ params.a }}${{ params.b }}{{ ${{ task.id }}{${{ params.a }}';
        const known = onlyParams(template, params);
        const wanted = `${params.a}${params.b}{{ t1{${params.a}`;
        expect(interpolate(known, { params: {}, task: { id: 't1' } })).toBe(wanted);
        expect(onlyParams(known, params)).toBe(known);
      }),
    );
  });
});

describe('referencesOf', () => {
  it('lists what is looked up, with its place', () => {
    const found = referencesOf(
      parseInterpolated("a ${{ params.x }} ${{ contains(run.id, !task.id) && 'b' == tasks.c.state }}"),
    );
    expect(found.map(({ text, at }) => `${text}@${at}`)).toEqual([
      'params.x@6',
      'run.id@31',
      'task.id@40',
      'tasks.c.state@59',
    ]);
  });
});

describe('expressions', () => {
  it('throw nothing but a UetError, whatever the text', () => {
    const words = fc.constantFrom(
      'params.x',
      'run.id',
      'tasks.a.state',
      'contains(',
      '(',
      ')',
      ',',
      '&&',
      '||',
      '!',
      '==',
      '<',
      "'a'",
      "'",
      '1',
      '-',
      'null',
      '${{',
      '}}',
      ' ',
      '.',
      'x',
      '"',
      '\u{1F600}',
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 20 }).map((parts) => parts.join('')),
      fc.string(),
    );
    const tryAll = (text: string): void => {
      for (const work of [
        () => holds(text, scope),
        () => interpolate(text, scope),
        () => interpolate(`\${{${text}}}`, scope),
      ]) {
        try {
          work();
        } catch (error) {
          expect(error).toBeInstanceOf(UetError);
        }
      }
    };
    fc.assert(fc.property(texts, tryAll), { numRuns: 3000 });
  });
});
