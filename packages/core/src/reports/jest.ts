import { badReport } from './bad-report.js';
import { readJestJson } from './jest-json.js';
import { fieldsOf } from './json-text.js';
import type { ParsedReport, ReportInput } from './parsed-report.js';

/** Reads what `jest --json` writes; beside its tests, jest counts the files, and says whether it was interrupted. */
export function readJest(input: ReportInput): ParsedReport {
  const { parsed, report } = readJestJson(input);
  const fields = fieldsOf(report);
  if (fields.flag('wasInterrupted')) {
    throw badReport('jest was interrupted before it had run all tests', { where: 'wasInterrupted' });
  }
  const files = fields.objects('testResults').length;
  const said = fields.count('numTotalTestSuites');
  if (said !== files) {
    throw badReport(`\`numTotalTestSuites\` is ${said}, but the report has ${files}`, {
      where: 'numTotalTestSuites',
      hint: 'jest ended early: run it without --bail',
    });
  }
  return parsed;
}
