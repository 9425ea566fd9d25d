import { expect } from 'vitest';
import { UetError } from '../src/errors/index.js';
import { parseTemplate } from '../src/templates/index.js';

/** A template that is refused. */
export interface BadCase {
  readonly what: string;
  /** The template; a mark stands before each place where a problem is expected. */
  readonly text: string;
  /** What is said of each place, in their order, and the hint where it matters. */
  readonly problems: readonly (readonly [message: string | RegExp, hint?: string])[];
}

const MARK = '§';

/** The text without its marks, and the line and column of each. */
function unmark(marked: string): { text: string; places: string[] } {
  const [first = '', ...rest] = marked.split(MARK);
  let text = first;
  const places: string[] = [];
  for (const part of rest) {
    const lines = text.split('\n');
    places.push(`${lines.length}:${(lines.at(-1) ?? '').length + 1}`);
    text += part;
  }
  return { text, places };
}

/** The two lines that every template begins with. */
export const head = `template: v1
metadata: { name: demo, version: 1.0.0 }
`;

/** A template with the given lines behind its head, and one task behind them. */
export const withTop = (lines: string): string =>
  `${head}${lines}\nphases:\n  - id: p\n    workstreams:\n      - id: w\n        tasks: [{ id: t, run: [ls] }]\n`;

/** A template whose tasks are the given lines; the first one is line 7. */
export const withTasks = (lines: string): string => `${head}phases:
  - id: p
    workstreams:
      - { id: w, tasks: [
${lines}
        ] }
`;

/** A template with parameters and gates, and the given body; the first line of it is line 10. */
export const withAll = (lines: string): string => `${head}parameters:
  image: { type: string, default: node }
  token: { type: string, secret: true }
gates:
  unit: { type: unit_tests, run: [npm, test], report: { format: junit } }
  full: { type: e2e_tests, run: npm run e2e, report: { format: tap }, when: acceptance }
phases:
${lines}
`;

/** The error of a text that is no template. */
export function refusalOf(text: string, file = 't.yaml'): UetError {
  try {
    parseTemplate(text, { file, knownTools: ['codex', 'claude'] });
  } catch (error) {
    if (error instanceof UetError) return error;
    throw error;
  }
  throw new Error('the template was accepted');
}

/** Expects that a template is refused for exactly the problems of the case, at the places that are marked. */
export function expectRefusal({ text: marked, problems }: BadCase, file = 't.yaml'): void {
  const { text, places } = unmark(marked);
  const error = refusalOf(text, file);
  expect(error.code).toBe('bad_template');
  expect(error.problems.map(({ where }) => where)).toEqual(places.map((place) => `${file}:${place}`));
  expect(places).toHaveLength(problems.length);
  for (const [index, [message, hint]] of problems.entries()) {
    const problem = error.problems[index];
    if (typeof message === 'string') expect(problem?.message).toContain(message);
    else expect(problem?.message).toMatch(message);
    if (hint !== undefined) expect(problem?.hint).toContain(hint);
    expect(error.message).toContain(`${problem?.where}  ${problem?.message}`);
  }
}
