import { type Problem, UetError } from '../../errors/index.js';
import { type Expression, type PlacedReference, referencesIn } from './expression.js';
import {
  type ExpressionCursor,
  type ExpressionFault,
  type ReadResult,
  readExpression,
} from './parse-expression.js';

/** An expression in a text, with its `${{` and `}}`. */
export interface EmbeddedExpression {
  readonly expression: Expression;
  /** As it is written, braces included. */
  readonly written: string;
}

/** Text with expressions in it: literal texts and expressions, in their order. */
export type Interpolated = readonly (string | EmbeddedExpression)[];

const OPEN = '${{';

/** Whether a text has `${{` in it. */
export const hasExpression = (text: string): boolean => text.includes(OPEN);

/** Text that comes to `text` when it is interpolated: each `${{` in it as an expression for itself. */
export const escapeExpressions = (text: string): string => text.replaceAll(OPEN, () => "${{ '${{' }}");

/** Reads text with `${{ … }}` in it; the fault has its offset in the text. */
export function readInterpolated(text: string): ReadResult<Interpolated> {
  const parts: (string | EmbeddedExpression)[] = [];
  let from = 0;
  for (let open = text.indexOf(OPEN); open !== -1; open = text.indexOf(OPEN, from)) {
    if (open > from) parts.push(text.slice(from, open));
    const cursor: ExpressionCursor = { text, at: open + OPEN.length, operands: 0 };
    const read = readExpression(cursor, '}}');
    if (!read.ok) return read;
    parts.push({ expression: read.value, written: text.slice(open, cursor.at) });
    from = cursor.at;
  }
  if (from < text.length) parts.push(text.slice(from));
  return { ok: true, value: parts };
}

/** Reads a condition: one expression, with or without `${{ }}` around the whole of it. */
export function readCondition(text: string): ReadResult<Expression> {
  const start = text.length - text.trimStart().length;
  const wrapped = text.startsWith(OPEN, start);
  const cursor: ExpressionCursor = { text, at: wrapped ? start + OPEN.length : start, operands: 0 };
  const read = readExpression(cursor, wrapped ? '}}' : '');
  if (!read.ok || text.slice(cursor.at).trim() === '') return read;
  const hint = 'put the whole condition into one ${{ }}, or leave the braces out';
  return { ok: false, fault: { at: cursor.at, message: 'the condition goes on after its `}}`', hint } };
}

/** The error for a text that cannot be read as what it should be; the caret is at the fault. */
function faultError(text: string, { at, message, hint }: ExpressionFault): UetError {
  const where = `column ${at + 1}`;
  const problem: Problem = { code: 'bad_template', where, message, text, caret: at };
  const details = hint === undefined ? {} : { hint };
  return new UetError('bad_template', message, { where, problems: [{ ...problem, ...details }], ...details });
}

function orThrow<T>(text: string, read: ReadResult<T>): T {
  if (read.ok) return read.value;
  throw faultError(text, read.fault);
}

/** Parses text with `${{ … }}` in it; throws `bad_template` with the column of the first fault. */
export const parseInterpolated = (text: string): Interpolated => orThrow(text, readInterpolated(text));

/** Parses a condition; throws `bad_template` with the column of the first fault. */
export const parseCondition = (text: string): Expression => orThrow(text, readCondition(text));

/** What an expression or an interpolated text looks up, from left to right. */
export function referencesOf(parsed: Expression | Interpolated): PlacedReference[] {
  if (!('length' in parsed)) return referencesIn(parsed);
  return parsed.flatMap((part) => (typeof part === 'string' ? [] : referencesIn(part.expression)));
}
