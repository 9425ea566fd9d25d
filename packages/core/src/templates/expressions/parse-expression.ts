import { didYouMean } from '../../documents/index.js';
import { type BinaryOperator, type Expression, functionNames } from './expression.js';
import { parseReference } from './parse-reference.js';

/** Why a text is no expression: the offset in the text, what is wrong, and what to do. */
export interface ExpressionFault {
  readonly at: number;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A text and how far it has been read. */
export interface ExpressionCursor {
  readonly text: string;
  at: number;
  /** Operands read so far; bounds the depth of the tree. */
  operands: number;
  /** The first fault; from then on the cursor stands at the end of the text, so that reading ends by itself. */
  fault?: ExpressionFault;
}

/** What reading gives: the value, or the first fault. */
export type ReadResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: ExpressionFault };

/** More than any person writes, few enough for any call stack. */
const MAX_OPERANDS = 200;

/** How tightly an operator binds; the tighter, the higher. */
const bindings: Record<BinaryOperator, number> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
};
const NOT_BINDING = 5;

/** What people write out of habit, and what it is called here. */
const slips = new Map([
  ['=', 'compare with `==`'],
  ['"', "put text in single quotes: 'text'"],
  ['&', 'write `&&`'],
  ['|', 'write `||`'],
  ['and', 'write `&&`'],
  ['or', 'write `||`'],
  ['not', 'write `!`'],
]);

/** Notes the first fault and ends the reading; what it returns is never looked at. */
function fail(cursor: ExpressionCursor, at: number, message: string, hint?: string): Expression {
  cursor.fault ??= { at, message, hint };
  cursor.at = cursor.text.length;
  return { kind: 'literal', at, value: null };
}

function skipSpace(cursor: ExpressionCursor): void {
  while (/\s/.test(cursor.text.charAt(cursor.at))) cursor.at += 1;
}

/** The match of a sticky pattern at the cursor, which moves past it; '' where there is none. */
function take(cursor: ExpressionCursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

function unexpected(cursor: ExpressionCursor, wanted: string): Expression {
  skipSpace(cursor);
  const { at } = cursor;
  const found = take(cursor, /[A-Za-z_][\w.-]*|\}\}|./uy);
  const message =
    found === '' || found === '}}' ? 'the expression ends too early' : `\`${found}\` is not expected here`;
  return fail(cursor, at, message, slips.get(found) ?? `${wanted} is expected`);
}

function expectSign(cursor: ExpressionCursor, sign: string): void {
  skipSpace(cursor);
  if (cursor.text.startsWith(sign, cursor.at)) cursor.at += sign.length;
  else unexpected(cursor, `\`${sign}\``);
}

function parseText(cursor: ExpressionCursor, at: number): Expression {
  const quoted = take(cursor, /'(?:[^'\n]|'')*'/y);
  if (quoted === '') return fail(cursor, at, 'the text that begins here is not closed', "end it with '");
  return { kind: 'literal', at, value: quoted.slice(1, -1).replaceAll("''", "'") };
}

function parseCall(cursor: ExpressionCursor, at: number, word: string): Expression {
  const name = functionNames.find((known) => known === word);
  if (name === undefined) {
    const message = `there is no function \`${word}\`${didYouMean(word, functionNames)}`;
    return fail(cursor, at, message, `functions: ${functionNames.join(', ')}`);
  }
  expectSign(cursor, '(');
  const text = parseBinary(cursor, 0);
  expectSign(cursor, ',');
  const part = parseBinary(cursor, 0);
  expectSign(cursor, ')');
  return { kind: 'call', at, name, text, part };
}

function parseWord(cursor: ExpressionCursor, at: number, word: string): Expression {
  if (word === 'true' || word === 'false') return { kind: 'literal', at, value: word === 'true' };
  if (word === 'null') return { kind: 'literal', at, value: null };
  skipSpace(cursor);
  if (cursor.text.charAt(cursor.at) === '(') return parseCall(cursor, at, word);
  const parsed = parseReference(word);
  if (!parsed.ok) return fail(cursor, at, parsed.message, slips.get(word) ?? parsed.hint);
  return { kind: 'reference', at, reference: parsed.reference, text: word };
}

function parseOperand(cursor: ExpressionCursor): Expression {
  skipSpace(cursor);
  const { at } = cursor;
  cursor.operands += 1;
  if (cursor.operands > MAX_OPERANDS)
    return fail(cursor, at, `the expression has more than ${MAX_OPERANDS} parts`);
  const number = take(cursor, /-?\d+(?:\.\d+)?/y);
  if (number !== '') return { kind: 'literal', at, value: Number(number) };
  const word = take(cursor, /[A-Za-z_][\w.-]*/y);
  if (word !== '') return parseWord(cursor, at, word);
  const sign = cursor.text.charAt(at);
  if (sign === "'") return parseText(cursor, at);
  if (sign === '!') {
    cursor.at += 1;
    return { kind: 'not', at, operand: parseBinary(cursor, NOT_BINDING) };
  }
  if (sign !== '(') return unexpected(cursor, 'a value');
  cursor.at += 1;
  const inner = parseBinary(cursor, 0);
  expectSign(cursor, ')');
  return inner;
}

/** The operator at the cursor, which stays before it. */
function peekOperator(cursor: ExpressionCursor): BinaryOperator | undefined {
  skipSpace(cursor);
  const two = cursor.text.slice(cursor.at, cursor.at + 2);
  if (Object.hasOwn(bindings, two)) return two as BinaryOperator;
  const one = two.charAt(0);
  return Object.hasOwn(bindings, one) ? (one as BinaryOperator) : undefined;
}

/** Pratt's rule: an operator takes the left side that is there, and a right side of what binds tighter. */
function parseBinary(cursor: ExpressionCursor, least: number): Expression {
  let left = parseOperand(cursor);
  for (;;) {
    const operator = peekOperator(cursor);
    if (operator === undefined || bindings[operator] <= least) return left;
    cursor.at += operator.length;
    left = { kind: 'binary', at: left.at, operator, left, right: parseBinary(cursor, bindings[operator]) };
  }
}

/** Reads one expression from the cursor up to `end` (`}}`, or '' for the end of the text), and moves past it. */
export function readExpression(cursor: ExpressionCursor, end: '' | '}}'): ReadResult<Expression> {
  const value = parseBinary(cursor, 0);
  skipSpace(cursor);
  const ended = end === '' ? cursor.at === cursor.text.length : cursor.text.startsWith(end, cursor.at);
  if (!ended) unexpected(cursor, end === '' ? 'an operator' : 'an operator or `}}`');
  cursor.at += end.length;
  return cursor.fault === undefined ? { ok: true, value } : { ok: false, fault: cursor.fault };
}
