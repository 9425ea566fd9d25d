import { describe, expect, it } from 'vitest';
import { reportFormats } from './report-formats.js';

const counts = {
  numTotalTests: 1,
  numPassedTests: 1,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
};
const test = { title: 'a', status: 'passed', ancestorTitles: [], failureMessages: [] };
const file = { name: 'a.test.ts', status: 'passed', assertionResults: [test] };
const report = (change: object): string =>
  JSON.stringify({ ...counts, success: true, testResults: [file], ...change });
const failed = { numPassedTests: 0, numFailedTests: 1 };
const failingFile = { ...file, status: 'failed', assertionResults: [{ ...test, status: 'failed' }] };

/** What is wrong; the format; the report; what the message says; where. */
const rows: readonly [name: string, format: 'vitest' | 'jest', text: string, says: RegExp, where?: string][] =
  [
    ['an empty file', 'vitest', '', /empty/, '1:1'],
    ['text that is no JSON', 'vitest', 'No test files found', /not JSON/, '1:1'],
    ['a file that is cut', 'vitest', '{\n"numTotalTests": 1,\n "testRes', /not JSON/, '3:2'],
    ['output in front of the report', 'jest', `> jest\n${report({})}`, /not JSON/, '1:1'],
    ['two reports in one file', 'vitest', `${report({})}\n${report({})}`, /not JSON/, '2:1'],
    ['a NUL, and a fault behind it', 'vitest', '["\\u0000",]', /not JSON/, '1:11'],
    ['a list', 'vitest', '[]', /is \[\], not an object/],
    ['null', 'vitest', 'null', /is null, not an object/],
    [
      'a report without results',
      'vitest',
      report({ testResults: undefined }),
      /`testResults` is missing/,
      'testResults',
    ],
    [
      'results that are no list',
      'vitest',
      report({ testResults: {} }),
      /`testResults` is \{\}, and should be a list/,
    ],
    ['a result that is no object', 'vitest', report({ testResults: ['a'] }), /should be a list of objects/],
    [
      'a report without a count',
      'vitest',
      report({ numTotalTests: undefined }),
      /`numTotalTests` is missing/,
    ],
    ['a count that is none', 'vitest', report({ numFailedTests: '0' }), /`numFailedTests` is "0"/],
    [
      'more tests said than there are',
      'vitest',
      report({ numTotalTests: 2 }),
      /`numTotalTests` is 2, but the report has 1/,
    ],
    [
      'more passes said than there are',
      'vitest',
      report({ numPassedTests: 2 }),
      /`numPassedTests` is 2, but the report has 1/,
    ],
    [
      'a failure that is not there',
      'vitest',
      report({ numFailedTests: 1 }),
      /`numFailedTests` is 1, but the report has 0/,
    ],
    [
      'a skip that is not there',
      'jest',
      report({ numTodoTests: 1 }),
      /`numPendingTests \+ numTodoTests` is 1, but the report has 0/,
    ],
    [
      'success with a failure',
      'vitest',
      report({ ...failed, testResults: [failingFile] }),
      /`success` is true, but 1/,
      'success',
    ],
    [
      'no success without a failure',
      'vitest',
      report({ success: false }),
      /`success` is false, but no test failed/,
    ],
    [
      'a success that is no flag',
      'vitest',
      report({ success: 'yes' }),
      /`success` is "yes", and should be true or false/,
    ],
    [
      'a file that passed with a failure in it',
      'jest',
      report({ ...failed, testResults: [{ ...failingFile, status: 'passed' }] }),
      /`testResults\[0\]\.status` is "passed", but 1 of its tests failed/,
      'testResults[0].status',
    ],
    [
      'a status that is none',
      'jest',
      report({ testResults: [{ ...file, status: 'fine'.repeat(30) }] }),
      /is "(fine){14}fin…, which is no status of a test file/,
    ],
    [
      'a test with a status that is none',
      'vitest',
      report({ testResults: [{ ...file, assertionResults: [{ ...test, status: 'constructor' }] }] }),
      /"constructor", which is no status of a test/,
      'testResults[0].assertionResults[0].status',
    ],
    [
      'a test without a title',
      'jest',
      report({ testResults: [{ ...file, assertionResults: [{ ...test, title: 1 }] }] }),
      /title` is 1/,
    ],
    [
      'suites that are no texts',
      'jest',
      report({ testResults: [{ ...file, assertionResults: [{ ...test, ancestorTitles: [1] }] }] }),
      /ancestorTitles` is \[1\], and should be a list of texts/,
    ],
    ['a run that was interrupted', 'jest', report({ wasInterrupted: true }), /interrupted/, 'wasInterrupted'],
    [
      'files that never ran',
      'jest',
      report({ wasInterrupted: false, numTotalTestSuites: 3 }),
      /`numTotalTestSuites` is 3, but the report has 1/,
    ],
    ['a text that is long, and no JSON', 'vitest', `"${'a'.repeat(5_000_000)}`, /^the report is not JSON$/],
  ];

describe('reportFormats', () => {
  it.each(rows)('refuses %s (%s)', (_, format, text, says, where) => {
    const fault = {
      code: 'bad_report',
      message: expect.stringMatching(says),
      ...(where === undefined ? {} : { where }),
    };
    expect(() => reportFormats[format].read({ text, exitCode: 0 })).toThrowError(
      expect.objectContaining(fault),
    );
  });
});
