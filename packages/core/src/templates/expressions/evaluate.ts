import type { ParameterValue } from '@uet/schemas';
import { UetError } from '../../errors/index.js';
import type { BinaryOperator, Expression, ExpressionValue, Reference } from './expression.js';
import {
  type EmbeddedExpression,
  escapeExpressions,
  hasExpression,
  parseCondition,
  parseInterpolated,
} from './interpolated.js';

/** What a task left behind for those that come after it. */
export interface TaskResult {
  readonly state: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What expressions can look up at one point of a run; what is not there yet is left out. */
export interface ExpressionScope {
  readonly params: Readonly<Record<string, ParameterValue>>;
  readonly run?: { readonly id: string; readonly target: string; readonly repository: string };
  readonly task?: { readonly id: string };
  readonly attempt?: { readonly number: number };
  readonly tasks?: Readonly<Record<string, TaskResult>>;
}

const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

/** What a reference comes to: undefined where the scope has no such thing, null where it has no value. */
function lookUp(reference: Reference, scope: ExpressionScope): ExpressionValue | undefined {
  switch (reference.kind) {
    case 'param':
      return own(scope.params, reference.name) ?? null;
    case 'run':
      return scope.run?.[reference.field];
    case 'task':
      return scope.task?.id;
    case 'attempt':
      return scope.attempt?.number;
    case 'state':
      return own(scope.tasks, reference.task)?.state;
    case 'output': {
      const result = own(scope.tasks, reference.task);
      return result === undefined ? undefined : (own(result.outputs, reference.name) ?? null);
    }
  }
}

/** False are: false, null, 0, the empty text, and the text `false` (outputs of tasks are text). */
export const isTrue = (value: ExpressionValue): boolean => Boolean(value) && value !== 'false';

const numeric = /^-?\d+(\.\d+)?$/;

/** Both sides in one type: text next to a number or a truth value is read as such, where it is one. */
function alike(left: ExpressionValue, right: ExpressionValue): [ExpressionValue, ExpressionValue] {
  const read = (text: ExpressionValue, other: ExpressionValue): ExpressionValue => {
    if (typeof text !== 'string') return text;
    if (typeof other === 'number' && numeric.test(text)) return Number(text);
    const isWord = typeof other === 'boolean' && (text === 'true' || text === 'false');
    return isWord ? text === 'true' : text;
  };
  return [read(left, right), read(right, left)];
}

const shown = (value: ExpressionValue): string => (typeof value === 'string' ? `'${value}'` : String(value));

/** Negative, zero or positive, as the left side is less than, equal to or greater than the right one. */
function order(left: ExpressionValue, right: ExpressionValue): number {
  const [a, b] = alike(left, right);
  const comparable = typeof a === typeof b && (typeof a === 'number' || typeof a === 'string');
  if (!comparable || a === null || b === null) {
    const hint = 'compare two numbers or two texts';
    throw new UetError('bad_template', `${shown(left)} cannot be ordered with ${shown(right)}`, { hint });
  }
  return a < b ? -1 : Number(a > b);
}

function isEqual(left: ExpressionValue, right: ExpressionValue): boolean {
  const [a, b] = alike(left, right);
  return a === b;
}

const comparisons: Record<
  Exclude<BinaryOperator, '&&' | '||'>,
  (left: ExpressionValue, right: ExpressionValue) => boolean
> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
};

const textOf = (value: ExpressionValue): string => (value === null ? '' : String(value));

const functions = {
  contains: (text: string, part: string) => text.includes(part),
  startsWith: (text: string, part: string) => text.startsWith(part),
  endsWith: (text: string, part: string) => text.endsWith(part),
};

/**
 * What an expression comes to. `&&` and `||` give one of their sides, as in JavaScript. Throws `bad_template`
 * where the scope has no such thing, or where values are compared that have no order.
 */
export function evaluate(expression: Expression, scope: ExpressionScope): ExpressionValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'reference': {
      const value = lookUp(expression.reference, scope);
      if (value !== undefined) return value;
      throw new UetError('bad_template', `\`${expression.text}\` is not known at this point of the run`);
    }
    case 'not':
      return !isTrue(evaluate(expression.operand, scope));
    case 'call': {
      const text = textOf(evaluate(expression.text, scope));
      return functions[expression.name](text, textOf(evaluate(expression.part, scope)));
    }
    case 'binary': {
      const { operator } = expression;
      const left = evaluate(expression.left, scope);
      if (operator === '&&') return isTrue(left) ? evaluate(expression.right, scope) : left;
      if (operator === '||') return isTrue(left) ? left : evaluate(expression.right, scope);
      return comparisons[operator](left, evaluate(expression.right, scope));
    }
  }
}

/** Whether a condition holds. Throws `bad_template` where it cannot be read or evaluated. */
export const holds = (condition: string, scope: ExpressionScope): boolean =>
  isTrue(evaluate(parseCondition(condition), scope));

function textFor({ expression, written }: EmbeddedExpression, scope: ExpressionScope): string {
  const value = evaluate(expression, scope);
  if (value !== null) return String(value);
  throw new UetError('bad_template', `${written} has no value`, {
    hint: "give it one to fall back on: … || 'text'",
  });
}

/**
 * Text with every `${{ … }}` replaced. Throws `bad_template` where one cannot be read, is not known, or has no
 * value: an empty text in its place could turn `rm -r ${{ … }}/` into something else.
 */
export function interpolate(text: string, scope: ExpressionScope): string {
  if (!hasExpression(text)) return text;
  const parts = parseInterpolated(text);
  return parts.map((part) => (typeof part === 'string' ? part : textFor(part, scope))).join('');
}

/**
 * Text with those `${{ … }}` replaced that look up nothing but what is known now; the others stay for later.
 * What is filled in is escaped, so that a value with `${{` in it is not taken for an expression later.
 */
export function interpolateKnown(
  text: string,
  scope: ExpressionScope,
  isKnown: (expression: Expression) => boolean,
): string {
  if (!hasExpression(text)) return text;
  const pieces: string[] = [];
  let literal = '';
  for (const part of parseInterpolated(text)) {
    if (typeof part === 'string') literal += part;
    else if (isKnown(part.expression)) literal += textFor(part, scope);
    else {
      pieces.push(escapeExpressions(literal), part.written);
      literal = '';
    }
  }
  return [...pieces, escapeExpressions(literal)].join('');
}
