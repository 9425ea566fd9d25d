import { type ErrorCode, type Problem, UetError } from '../errors/index.js';
import type { LineIndex } from './line-index.js';

/** So much of a long line is shown around the place of a fault. */
const WINDOW = 100;
/** A document of nothing but faults is told this many, and how many more there are. */
const SHOWN = 100;

/** What is to be said of one place; functions where the words are dear (a search for near names). */
export interface Finding {
  readonly message: string | (() => string);
  readonly hint?: string | undefined | (() => string | undefined);
}

const told = <T extends string | undefined>(words: T | (() => T)): T =>
  typeof words === 'function' ? words() : words;

/** Collects findings by offset and hands them out as problems, in the order of the document. */
export interface ProblemList {
  readonly add: (offset: number, finding: Finding) => void;
  readonly count: () => number;
  readonly problems: () => Problem[];
}

/** What a list of problems has to know of the document they are in. */
export interface ProblemSource {
  readonly file: string;
  readonly lines: LineIndex;
}

/** The part of a line around a place, with tabs as single spaces, and the place in that part. */
function excerptAt(lines: LineIndex, offset: number): { where: string; text: string; caret: number } {
  const { line, column } = lines.positionAt(offset);
  const whole = lines.lineText(line).replaceAll('\t', ' ');
  const from = whole.length <= WINDOW ? 0 : Math.max(0, column - 1 - WINDOW / 2);
  const text = whole.slice(from, from + WINDOW);
  return { where: `${line}:${column}`, text, caret: Math.min(column - 1 - from, text.length) };
}

/** Opens an empty list of problems of one document; all get the same code. */
export function openProblemList(source: ProblemSource, code: ErrorCode): ProblemList {
  const found: { offset: number; finding: Finding }[] = [];
  const toProblem = ({ offset, finding }: (typeof found)[number]): Problem => {
    const { where, text, caret } = excerptAt(source.lines, offset);
    const problem = { code, where: `${source.file}:${where}`, message: told(finding.message), text, caret };
    const hint = told(finding.hint);
    return hint === undefined ? problem : { ...problem, hint };
  };
  const problems = (): Problem[] => {
    const sorted = found.toSorted((a, b) => a.offset - b.offset);
    // What is wrong behind an anchor is found again for each alias of it.
    const shown = new Map<string, Problem>();
    let seen = 0;
    while (seen < sorted.length && shown.size < SHOWN) {
      const problem = toProblem(sorted[seen++] as (typeof found)[number]);
      shown.set(`${problem.where} ${problem.message}`, problem);
    }
    const list = [...shown.values()];
    const more = sorted.length - seen;
    if (more > 0) list.push({ code, where: source.file, message: `${more} more like these`, text: '' });
    return list;
  };
  return { add: (offset, finding) => found.push({ offset, finding }), count: () => found.length, problems };
}

function formatProblem({ where, message, text, caret, hint }: Problem): string {
  const lines = [`${where}  ${message}`];
  if (caret !== undefined) lines.push(`    ${text}`, `    ${' '.repeat(caret)}^`);
  if (hint !== undefined) lines.push(`    hint: ${hint}`);
  return lines.join('\n');
}

/** Problems as text for a person: `file:line:column  message`, the line with a caret, and the hint. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(formatProblem).join('\n');
}

/** One error that carries all problems and tells them all in its message. */
export function problemsError(code: ErrorCode, problems: readonly Problem[]): UetError {
  const where = problems[0]?.where;
  return new UetError(code, formatProblems(problems), {
    problems,
    ...(where === undefined ? {} : { where }),
  });
}
