import type { CaseStatus, ReportFormat, TestExecutionRecord } from '@uet/schemas';
import { readExitCode } from './exit-code.js';
import { readJest } from './jest.js';
import { readJunit } from './junit.js';
import type { ParsedReport, ReportInput } from './parsed-report.js';
import { refuseEmpty, refuseOversize } from './report-text.js';
import { readTap } from './tap.js';
import { readVitest } from './vitest.js';

/** One format of reports. */
export interface ReportReader {
  readonly means: string;
  /** True where the command has to write a report; false where its exit code is all that is looked at. */
  readonly needsReport: boolean;
  /** Throws `bad_report` for whatever cannot be read for certain. */
  readonly read: (input: ReportInput) => TestExecutionRecord;
}

type Row = readonly [means: string, parse: (input: ReportInput) => ParsedReport];

function countOf({ cases }: ParsedReport, status: CaseStatus): number {
  return cases.reduce((count, one) => count + (one.status === status ? 1 : 0), 0);
}

function toReader(format: ReportFormat, [means, parse]: Row): ReportReader {
  const needsReport = format !== 'exit_code';
  const read = (input: ReportInput): TestExecutionRecord => {
    refuseOversize(input.text);
    if (needsReport) refuseEmpty(input.text);
    const parsed = parse(input);
    return {
      format,
      total: parsed.cases.length,
      passed: countOf(parsed, 'passed'),
      failed: countOf(parsed, 'failed'),
      skipped: countOf(parsed, 'skipped'),
      errored: countOf(parsed, 'errored'),
      duration_ms: parsed.durationMs,
      cases: [...parsed.cases],
      coverage: null,
      plan: parsed.plan,
    };
  };
  return { means, needsReport, read };
}

/** Every format a gate may report in. Another format is one more file and one more row. */
export const reportFormats: Readonly<Record<ReportFormat, ReportReader>> = {
  junit: toReader('junit', ['JUnit XML, as nearly every test runner can write it', readJunit]),
  tap: toReader('tap', ['TAP 13 or 14, as of `node --test --test-reporter=tap`', readTap]),
  vitest: toReader('vitest', ['The JSON of `vitest run --reporter=json`', readVitest]),
  jest: toReader('jest', ['The JSON of `jest --json`', readJest]),
  exit_code: toReader('exit_code', ['No report: exit code 0 passes', readExitCode]),
};
