import { badReport, quote } from './bad-report.js';
import type { XmlElement } from './xml.js';

/** How many cases were found, and how many of them hold a failure, an error, either, a skip. */
export interface Tally {
  tests: number;
  failures: number;
  errors: number;
  bad: number;
  skipped: number;
}

/** What was found in a suite, counted in the three ways that writers count. */
export interface SuiteTallies {
  /** All cases below, as Surefire, PHPUnit and most count. */
  readonly below: Tally;
  /** Only the cases of the suite itself, as mocha counts nested suites. */
  readonly own: Tally;
  /** Direct children, a nested suite being one of them, as node:test counts. */
  readonly children: Tally;
}

const emptyTally = (): Tally => ({ tests: 0, failures: 0, errors: 0, bad: 0, skipped: 0 });

/** The tallies of a suite in which nothing was found yet. */
export const emptyTallies = (): SuiteTallies => ({
  below: emptyTally(),
  own: emptyTally(),
  children: emptyTally(),
});

/** Adds one tally to another. */
export function addTally(sum: Tally, more: Tally): void {
  sum.tests += more.tests;
  sum.failures += more.failures;
  sum.errors += more.errors;
  sum.bad += more.bad;
  sum.skipped += more.skipped;
}

/** Counts a nested suite into the one around it. */
export function addSuite(outer: SuiteTallies, inner: SuiteTallies): void {
  addTally(outer.below, inner.below);
  const failures = inner.children.failures > 0 ? 1 : 0;
  addTally(outer.children, { tests: 1, failures, errors: 0, bad: failures, skipped: 0 });
}

/** The attributes that a suite counts with; what is absent says nothing. */
interface Declared {
  readonly tests: number | undefined;
  readonly failures: number | undefined;
  readonly errors: number | undefined;
  readonly skipped: number | undefined;
  readonly disabled: number | undefined;
}

function readCount(element: XmlElement, name: keyof Declared): number | undefined {
  const text = element.attributes.get(name)?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw badReport(`<${element.name}> says ${name}=${quote(text)}, which is not a count`, {
    where: element.where,
  });
}

const testsAgree = (said: Declared, found: Tally, slack: number): boolean =>
  said.tests === undefined || Math.abs(said.tests - found.tests) <= slack;

/** Writers differ in what they call a failure and what an error (mocha says errors, writes failures): the sum counts. */
function failuresAgree(said: Declared, found: Tally): boolean {
  if (said.failures === undefined && said.errors === undefined) return true;
  const sum = (said.failures ?? 0) + (said.errors ?? 0);
  const partial = said.failures === undefined ? found.errors : found.failures;
  const whole = said.failures !== undefined && said.errors !== undefined;
  return sum === found.failures + found.errors || sum === found.bad || (!whole && sum === partial);
}

/** GoogleTest counts `disabled` beside `skipped`, others within it. */
const skipsAgree = (said: Declared, found: Tally): boolean =>
  said.skipped === undefined ||
  said.skipped === found.skipped ||
  said.skipped + (said.disabled ?? 0) === found.skipped;

function declaredBy(element: XmlElement): Declared {
  return {
    tests: readCount(element, 'tests'),
    failures: readCount(element, 'failures'),
    errors: readCount(element, 'errors'),
    skipped: readCount(element, 'skipped'),
    disabled: readCount(element, 'disabled'),
  };
}

/** The first count that the cases contradict, and what they make it. */
function contradiction(said: Declared, found: Tally, slack: number): string {
  if (!testsAgree(said, found, slack)) return `tests=${said.tests}, but holds ${found.tests}`;
  if (failuresAgree(said, found)) return `skipped=${said.skipped}, but holds ${found.skipped} skipped`;
  const counts = `failures=${said.failures ?? 'none'} and errors=${said.errors ?? 'none'}`;
  return `${counts}, but holds ${found.bad} that failed`;
}

/** Refuses a suite whose counts are missing, or contradict the cases that are in it however one counts them. */
export function checkCounts(element: XmlElement, { below, own, children }: SuiteTallies): void {
  const said = declaredBy(element);
  const title = element.attributes.get('name');
  const suite = title === undefined ? `<${element.name}>` : `<${element.name} name=${quote(title)}>`;
  const where = element.where;
  if (said.tests === undefined && element.name === 'testsuite') {
    throw badReport(`${suite} has no count \`tests\`, and holds ${below.tests}`, { where });
  }
  // pytest counts a test whose teardown breaks once too often, or once too rarely (its issue 3850).
  const slack = title === 'pytest' ? below.errors : 0;
  const agrees = (tally: Tally): boolean =>
    testsAgree(said, tally, slack) && failuresAgree(said, tally) && skipsAgree(said, tally);
  if ([below, own, children].some(agrees)) return;
  const hint = 'the report was cut, merged or edited: write it anew';
  throw badReport(`${suite} says ${contradiction(said, below, slack)}`, { where, hint });
}
