import { UetError } from '@uet/core';
import type { Problem } from '@uet/schemas/api';

type Found = UetError['problems'][number];

const asked = new Set<UetError['code']>([
  'bad_template',
  'bad_parameter',
  'bad_repository',
  'bad_target',
  'target_dirty',
]);

/** What is wrong with a template, its parameters or its target, one by one; any other error is thrown on. */
export function problemsOf(error: unknown): Problem[] {
  if (!(error instanceof UetError) || !asked.has(error.code)) throw error;
  const { problems, where = '', message, hint } = error;
  if (problems.length > 0) return problems.map(asProblem);
  return [asProblem({ where, message, ...(hint === undefined ? {} : { hint }) })];
}

/** A problem with its place: line and column of the text, or the name of a parameter or field. */
export function asProblem({ where, message, hint }: Pick<Found, 'where' | 'message' | 'hint'>): Problem {
  const [, line, column] = /:(\d+):(\d+)$/.exec(where) ?? [];
  const isPlace = line !== undefined;
  return {
    message,
    line: isPlace ? Number(line) : null,
    column: isPlace ? Number(column) : null,
    path: isPlace || where === '' ? null : where.replace(/^parameter /, ''),
    hint: hint ?? null,
  };
}
