import { badReport } from './bad-report.js';
import { type CaseList, openCaseList } from './case-list.js';
import { type CaseResult, type ResultName, readCase, resultElements, secondsToMs } from './junit-case.js';
import { addSuite, addTally, checkCounts, emptyTallies, type SuiteTallies } from './junit-counts.js';
import type { ParsedReport, ReportInput } from './parsed-report.js';
import { walkXml, type XmlElement } from './xml.js';

interface SuiteFrame {
  readonly kind: 'suite';
  readonly element: XmlElement;
  /** The suites around it and itself, joined; null for the root `<testsuites>`. */
  readonly name: string | null;
  readonly file: string | null;
  readonly tallies: SuiteTallies;
}

interface CaseFrame {
  readonly kind: 'case';
  readonly element: XmlElement;
  readonly suite: SuiteFrame;
  readonly results: CaseResult[];
}

interface ResultFrame {
  readonly kind: 'result';
  readonly result: CaseResult;
  /** A suite that says of itself that it failed: there is no case to put it on. */
  readonly suite: SuiteFrame | null;
}

/** An open element; what is not known (`<properties>`, `<system-out>`) is ignored with all that is in it. */
type Frame = SuiteFrame | CaseFrame | ResultFrame | { readonly kind: 'ignored' };

const ignored: Frame = { kind: 'ignored' };

const isResult = (name: string): name is ResultName => resultElements.some((result) => result === name);

function misplaced(element: XmlElement, inside: string): never {
  throw badReport(`<${element.name}> does not belong into ${inside}`, { where: element.where });
}

function openSuite(element: XmlElement, around: SuiteFrame | null): SuiteFrame {
  if (around !== null && element.name === 'testsuites') misplaced(element, `<${around.element.name}>`);
  const own = element.name === 'testsuite' ? (element.attributes.get('name') ?? '') : '';
  const path = [around?.name ?? '', own].filter((part) => part !== '');
  return {
    kind: 'suite',
    element,
    name: path.length === 0 ? null : path.join(' > '),
    file: element.attributes.get('file') ?? around?.file ?? null,
    tallies: emptyTallies(),
  };
}

function openRoot(element: XmlElement): SuiteFrame {
  if (element.name === 'testsuites' || element.name === 'testsuite') return openSuite(element, null);
  throw badReport(`the root element is <${element.name}>, not <testsuites> or <testsuite>`, {
    where: element.where,
    hint: 'name the report that the test runner writes as JUnit XML',
  });
}

function openInSuite(element: XmlElement, suite: SuiteFrame): Frame {
  if (element.name === 'testsuite' || element.name === 'testsuites') return openSuite(element, suite);
  if (element.name === 'testcase') return { kind: 'case', element, suite, results: [] };
  if (element.name !== 'failure' && element.name !== 'error') return ignored;
  return { kind: 'result', result: { name: element.name, element, text: '' }, suite };
}

/** Ignores output and properties, but not what seems to tell a failure in words that are not known here. */
function ignoreInCase(element: XmlElement): Frame {
  if (/fail|error|abort|broken/i.test(element.name)) misplaced(element, '<testcase>');
  return ignored;
}

function openInCase(element: XmlElement, { results }: CaseFrame): Frame {
  if (/^test(case|suites?)$/.test(element.name)) misplaced(element, '<testcase>');
  if (!isResult(element.name)) return ignoreInCase(element);
  const result: CaseResult = { name: element.name, element, text: '' };
  results.push(result);
  return { kind: 'result', result, suite: null };
}

function openFrame(element: XmlElement, around: Frame | undefined): Frame {
  if (around === undefined) return openRoot(element);
  if (around.kind === 'suite') return openInSuite(element, around);
  if (around.kind === 'case') return openInCase(element, around);
  // Surefire keeps the text of a repeated run in an element of its own.
  return around.kind === 'result' && element.name === 'stackTrace' ? around : ignored;
}

function closeCase({ element, suite, results }: CaseFrame, list: CaseList): void {
  const { found, tally } = readCase(element, results, suite);
  list.add(found);
  for (const sum of Object.values(suite.tallies)) addTally(sum, tally);
}

/** Adds a failure of a suite itself as a case: its hooks broke, or it could not be loaded. */
function closeSuiteResult(result: CaseResult, suite: SuiteFrame, list: CaseList): void {
  const name = suite.name ?? suite.element.name;
  const stand: XmlElement = { ...suite.element, name: 'testcase', attributes: new Map([['name', name]]) };
  const { found, tally } = readCase(stand, [result], { name: null, file: suite.file });
  list.add({ ...found, status: 'errored' });
  for (const sum of Object.values(suite.tallies)) addTally(sum, { ...tally, tests: 0 });
}

function closeFrame(frame: Frame | undefined, around: Frame | undefined, list: CaseList): void {
  if (frame?.kind === 'case') closeCase(frame, list);
  if (frame?.kind === 'result' && frame !== around && frame.suite !== null) {
    closeSuiteResult(frame.result, frame.suite, list);
  }
  if (frame?.kind !== 'suite') return;
  checkCounts(frame.element, frame.tallies);
  if (around?.kind === 'suite') addSuite(around.tallies, frame.tallies);
}

/**
 * Reads JUnit XML: there is no one schema, so what Surefire, pytest, jest-junit, vitest, node:test, mocha, GoogleTest
 * and CTest write is read, and a suite whose counts contradict its cases is refused.
 */
export function readJunit({ text, root }: ReportInput): ParsedReport {
  const list = openCaseList(root);
  const open: Frame[] = [];
  let durationMs: number | null = null;
  walkXml(text, {
    open: (element) => {
      if (open.length === 0) durationMs = secondsToMs(element.attributes.get('time'));
      open.push(openFrame(element, open.at(-1)));
    },
    text: (piece) => {
      const frame = open.at(-1);
      if (frame?.kind === 'result') frame.result.text += piece;
    },
    close: () => closeFrame(open.pop(), open.at(-1), list),
  });
  return { cases: list.cases, durationMs, plan: null };
}
