import { z } from 'zod';
import { count } from './primitives.js';

/** The formats in which a gate may report, each with its own strict reader. */
export const reportFormat = z
  .enum(['junit', 'tap', 'vitest', 'jest', 'exit_code'])
  .describe('The format of the report');

/** How a case ended: `errored` is a case that broke outside of its own assertions, such as a suite that did not load. */
export const caseStatus = z
  .enum(['passed', 'failed', 'skipped', 'errored'])
  .describe('How the case ended; a todo counts as skipped');

const milliseconds = z.number().min(0).nullable();

/** One test case of a report. */
export const testCase = z
  .strictObject({
    name: z.string().min(1).describe('The name of the case, without its suite'),
    file: z.string().nullable().describe('The file it stands in, relative to the root where that is known'),
    suite: z.string().nullable().describe('The suites around it, joined by ` > `'),
    status: caseStatus,
    duration_ms: milliseconds.describe('How long it took, in milliseconds'),
    message: z
      .string()
      .nullable()
      .describe('What it said: the failure, or why it was skipped; 8 KiB at most'),
    line: z.int().min(1).nullable().describe('The line, from 1'),
  })
  .meta({ title: 'Test case', description: 'One test case' });

/** The line coverage that a gate measured. */
export const coverageMeasure = z
  .strictObject({
    lines_percent: z.number().min(0).max(100).describe('How many of the lines were run, in percent'),
  })
  .meta({ title: 'Coverage', description: 'The coverage that was measured' });

/** How many tests a report announced and how many came. */
export const testPlan = z
  .strictObject({
    expected: count.describe('How many tests the report announced'),
    seen: count.describe('How many tests came'),
  })
  .meta({ title: 'Test plan', description: 'The plan of the report' });

/** One parsed report, whatever its format was. */
export const testExecutionRecord = z
  .strictObject({
    format: reportFormat,
    total: count.describe('How many cases there are'),
    passed: count.describe('How many passed'),
    failed: count.describe('How many failed'),
    skipped: count.describe('How many were skipped or are still to be written'),
    errored: count.describe('How many broke outside of their own assertions'),
    duration_ms: milliseconds.describe('How long all of it took, in milliseconds, where the report says so'),
    cases: z.array(testCase).describe('The cases in the order of the report'),
    coverage: coverageMeasure.nullable().describe('The coverage; null where none was read'),
    plan: testPlan.nullable().describe('The plan; null in formats without one'),
  })
  .meta({ title: 'Test execution', description: 'One parsed report of one run of a gate' });

/** The format of a report. */
export type ReportFormat = z.infer<typeof reportFormat>;
/** How a case ended. */
export type CaseStatus = z.infer<typeof caseStatus>;
/** One test case of a report. */
export type TestCase = z.infer<typeof testCase>;
/** The line coverage that a gate measured. */
export type CoverageMeasure = z.infer<typeof coverageMeasure>;
/** One parsed report. */
export type TestExecutionRecord = z.infer<typeof testExecutionRecord>;
