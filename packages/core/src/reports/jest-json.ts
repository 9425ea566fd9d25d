import type { CaseStatus } from '@uet/schemas';
import { badReport, quote } from './bad-report.js';
import { type CaseList, openCaseList } from './case-list.js';
import { fieldsOf, type JsonPlace, parseJsonReport } from './json-text.js';
import type { ParsedReport, ReportInput } from './parsed-report.js';

/** Statuses of single tests, in jest and in vitest. */
const statuses = new Map<string, CaseStatus>([
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['pending', 'skipped'],
  ['todo', 'skipped'],
  ['disabled', 'skipped'],
]);

/** Statuses of test files; `focused` is jest's for a file of which only some tests were chosen. */
const fileStatuses = new Set(['passed', 'failed', 'skipped', 'pending', 'todo', 'focused']);

/** How many tests ended how; `errored` counts files. */
type Counts = { [status in CaseStatus]: number };

function readStatus(place: JsonPlace): CaseStatus {
  const found = fieldsOf(place).text('status');
  const status = statuses.get(found);
  if (status !== undefined) return status;
  const where = `${place.path}.status`;
  throw badReport(`\`${where}\` is ${quote(found)}, which is no status of a test`, { where });
}

/** The messages of a test; one that passed after failed tries says so. */
function messageOf(status: CaseStatus, messages: readonly string[]): string {
  const said = messages.join('\n\n');
  if (status !== 'passed' || said === '') return said;
  return `[flaky: failed tries before it passed: ${messages.length}]\n${said}`;
}

/** jest and vitest tell places only when they are asked to. */
function lineOf(place: JsonPlace): number | null {
  const fields = fieldsOf(place);
  return place.object.location ? fieldsOf(fields.object('location')).number('line') : null;
}

function readAssertion(place: JsonPlace, file: string, list: CaseList): CaseStatus {
  const fields = fieldsOf(place);
  const status = readStatus(place);
  list.add({
    name: fields.text('title'),
    status,
    suite: fields.texts('ancestorTitles').join(' > '),
    file,
    line: lineOf(place),
    durationMs: fields.number('duration'),
    message: messageOf(status, fields.texts('failureMessages')),
  });
  return status;
}

/** Reads one test file. Where it failed and none of its tests did, it did not load, or a hook of it broke. */
function readFile(place: JsonPlace, list: CaseList, counts: Counts): void {
  const fields = fieldsOf(place);
  const [file, status] = [fields.text('name'), fields.text('status')];
  const where = `${place.path}.status`;
  if (!fileStatuses.has(status)) {
    throw badReport(`\`${where}\` is ${quote(status)}, which is no status of a test file`, { where });
  }
  let failed = 0;
  for (const assertion of fields.objects('assertionResults')) {
    const found = readAssertion(assertion, file, list);
    counts[found] += 1;
    if (found === 'failed') failed += 1;
  }
  if (failed > 0 && status !== 'failed') {
    throw badReport(`\`${where}\` is ${quote(status)}, but ${failed} of its tests failed`, { where });
  }
  if (failed > 0 || status !== 'failed') return;
  counts.errored += 1;
  list.add({ name: file, file, status: 'errored', message: fields.note('message') });
}

function checkCounts(report: JsonPlace, counts: Counts): void {
  const fields = fieldsOf(report);
  const expect = (key: string, said: number, found: number): void => {
    if (said === found) return;
    const hint = 'the report was cut, merged or edited: write it anew';
    throw badReport(`\`${key}\` is ${said}, but the report has ${found}`, { where: key, hint });
  };
  expect('numTotalTests', fields.count('numTotalTests'), counts.passed + counts.failed + counts.skipped);
  expect('numPassedTests', fields.count('numPassedTests'), counts.passed);
  expect('numFailedTests', fields.count('numFailedTests'), counts.failed);
  const skipped = fields.count('numPendingTests') + fields.count('numTodoTests');
  expect('numPendingTests + numTodoTests', skipped, counts.skipped);
}

function checkSuccess(report: JsonPlace, { passed, failed, skipped, errored }: Counts): void {
  const success = fieldsOf(report).flag('success');
  const bad = failed + errored;
  if (success && bad > 0) {
    throw badReport(`\`success\` is true, but ${bad} tests or files failed`, { where: 'success' });
  }
  // Without a single test both say that it was no success: that is for the verdict to refuse.
  if (!success && bad === 0 && passed + skipped > 0) {
    throw badReport('`success` is false, but no test failed', {
      where: 'success',
      hint: 'see in the log of the gate what the test runner did not like',
    });
  }
}

function durationOf(report: JsonPlace, files: readonly JsonPlace[]): number | null {
  const start = fieldsOf(report).number('startTime');
  const ends = files.map((file) => fieldsOf(file).number('endTime') ?? 0);
  const end = ends.reduce((latest, next) => Math.max(latest, next), 0);
  return start === null || end < start ? null : end - start;
}

/** Reads the JSON that jest defined (`--json`) and vitest writes as well (`--reporter=json`). */
export function readJestJson({ text, root }: ReportInput): {
  readonly parsed: ParsedReport;
  readonly report: JsonPlace;
} {
  const report = parseJsonReport(text);
  const list = openCaseList(root);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, errored: 0 };
  const files = fieldsOf(report).objects('testResults');
  for (const file of files) readFile(file, list, counts);
  checkCounts(report, counts);
  checkSuccess(report, counts);
  return { parsed: { cases: list.cases, durationMs: durationOf(report, files), plan: null }, report };
}
