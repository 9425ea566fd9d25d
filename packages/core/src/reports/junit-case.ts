import { badReport } from './bad-report.js';
import type { FoundCase } from './case-list.js';
import type { Tally } from './junit-counts.js';
import type { XmlElement } from './xml.js';

/** What a test case or suite may say of its result; Surefire writes the last four for tests it ran again. */
export const resultElements = [
  'failure',
  'error',
  'skipped',
  'rerunFailure',
  'rerunError',
  'flakyFailure',
  'flakyError',
] as const;

/** The name of an element that says how a case ended. */
export type ResultName = (typeof resultElements)[number];

/** One `<failure>`, `<error>`, `<skipped>` … with the text in it. */
export interface CaseResult {
  readonly name: ResultName;
  readonly element: XmlElement;
  text: string;
}

/** Seconds as JUnit writes them, some writers with commas between the thousands; null where it is no such number. */
export function secondsToMs(text: string | undefined): number | null {
  if (text === undefined || !/^\d[\d,]*(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return null;
  const ms = Number(text.replaceAll(',', '')) * 1000;
  // Seconds are written as decimals: 0.0011 s are 1.1 ms, not 1.1000000000000001.
  return Number(ms.toPrecision(12));
}

function resultText({ element, text }: CaseResult): string {
  const message = element.attributes.get('message')?.trim() ?? '';
  const body = text.trim();
  if (body === '') return message === '' ? (element.attributes.get('type') ?? '') : message;
  return message === '' || body.includes(message) ? body : `${message}\n${body}`;
}

const texts = (results: readonly CaseResult[], pattern: RegExp): string[] =>
  results.filter(({ name }) => pattern.test(name)).map(resultText);

/** The message of a case from all that it says, with a note on runs that Surefire repeated. */
function messageOf(results: readonly CaseResult[]): string {
  const parts = texts(results, /^(failure|error|skipped)$/);
  const again = texts(results, /^rerun/);
  const flaky = texts(results, /^flaky/);
  if (again.length > 0) parts.push(`[failed tries: ${again.length + 1}]`);
  if (flaky.length > 0) parts.push(`[flaky: failed tries before it passed: ${flaky.length}]`, ...flaky);
  return parts.join('\n');
}

/** What GoogleTest, CTest and others write as `status` or `result` where they write no element. */
const skippedWords = new Set(['notrun', 'disabled', 'skipped', 'ignored', 'pending', 'suppressed']);
const failedWords = new Set(['fail', 'failed', 'failure', 'error', 'errored', 'broken']);

function saysOneOf({ attributes }: XmlElement, words: ReadonlySet<string>): boolean {
  const said = [attributes.get('status'), attributes.get('result')];
  return said.some((word) => word !== undefined && words.has(word.toLowerCase()));
}

/** What the elements in a case, and its own attributes, say. */
function flagsOf(element: XmlElement, results: readonly CaseResult[]) {
  const has = (name: ResultName): boolean => results.some((result) => result.name === name);
  const error = has('error');
  const failure = has('failure') || (!error && saysOneOf(element, failedWords));
  const skipped = has('skipped') || (!error && !failure && saysOneOf(element, skippedWords));
  // node:test writes a failing todo as both: it is not a failure.
  const todo = results.some(
    ({ name, element: { attributes } }) => name === 'skipped' && attributes.get('type') === 'todo',
  );
  return { error, failure, skipped, todo };
}

function statusOf({ error, failure, skipped, todo }: ReturnType<typeof flagsOf>): FoundCase['status'] {
  if (todo) return 'skipped';
  if (error) return 'errored';
  if (failure) return 'failed';
  return skipped ? 'skipped' : 'passed';
}

/** Before Node 24, node:test writes `test` as the class of each case. */
const emptyClasses = new Set(['', 'test']);

/** Reads a `<testcase>`; `suite` is the name of the suites around it, for a case that names no class. */
export function readCase(
  element: XmlElement,
  results: readonly CaseResult[],
  suite: { readonly name: string | null; readonly file: string | null },
): { readonly found: FoundCase; readonly tally: Tally } {
  const { attributes, where } = element;
  const name = attributes.get('name');
  if (name === undefined) {
    throw badReport('a <testcase> has no name', { where, hint: 'give every case the attribute `name`' });
  }
  const flags = flagsOf(element, results);
  const className = attributes.get('classname') ?? '';
  const found: FoundCase = {
    name,
    status: statusOf(flags),
    suite: emptyClasses.has(className) ? suite.name : className,
    file: attributes.get('file') ?? suite.file,
    line: Number(attributes.get('line')),
    durationMs: secondsToMs(attributes.get('time')),
    message: messageOf(results),
  };
  const [failures, errors] = [Number(flags.failure), Number(flags.error)];
  const bad = Math.max(failures, errors);
  return { found, tally: { tests: 1, failures, errors, bad, skipped: Number(flags.skipped) } };
}
