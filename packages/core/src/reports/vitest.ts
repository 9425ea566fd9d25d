import { readJestJson } from './jest-json.js';
import type { ParsedReport, ReportInput } from './parsed-report.js';

/** Reads what `vitest run --reporter=json` writes (vitest 1 to 4). Its count of suites is of `describe` blocks. */
export function readVitest(input: ReportInput): ParsedReport {
  return readJestJson(input).parsed;
}
