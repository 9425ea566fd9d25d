import { describe, expect, it } from 'vitest';
import { readJest } from './jest.js';

const aTest = (title: string, status: string, change: object = {}) => ({
  ancestorTitles: ['math'],
  duration: 2,
  failureMessages: [],
  fullName: `math ${title}`,
  location: null,
  status,
  title,
  ...change,
});

/** A report as jest 30 writes it: five files, of which one did not load and one broke in a hook. */
const report = {
  numFailedTests: 1,
  numPassedTests: 3,
  numPendingTests: 2,
  numTodoTests: 1,
  numTotalTests: 7,
  numRuntimeErrorTestSuites: 2,
  numTotalTestSuites: 5,
  startTime: 1000,
  success: false,
  wasInterrupted: false,
  testResults: [
    {
      name: '/tree/src/math.test.js',
      status: 'failed',
      startTime: 1010,
      endTime: 1100,
      message: '● math › fails',
      assertionResults: [
        aTest('adds', 'passed'),
        aTest('fails', 'failed', {
          failureMessages: ['Error: no\n    at Object.toBe (/tree/src/math.test.js:7:3)', 'Error: two'],
          location: { line: 5, column: 1 },
        }),
        aTest('waits', 'pending', { duration: null }),
        aTest('later', 'todo', { duration: null }),
      ],
    },
    {
      name: '/tree/load.test.js',
      status: 'failed',
      endTime: 1200,
      message: "Cannot find module './x'",
      assertionResults: [],
    },
    {
      name: '/tree/hook.test.js',
      status: 'failed',
      endTime: 1300,
      message: 'after',
      assertionResults: [aTest('holds', 'passed')],
    },
    {
      name: '/tree/some.test.js',
      status: 'focused',
      endTime: 1250,
      assertionResults: [aTest('chosen', 'passed')],
    },
    { name: '/tree/none.test.js', status: 'skipped', assertionResults: [aTest('off', 'disabled')] },
  ],
};

const read = (change: object = {}) =>
  readJest({ text: JSON.stringify({ ...report, ...change }), exitCode: 1, root: '/tree' });

describe('readJest', () => {
  it('reads tests of all states, files that did not load, and hooks that broke', () => {
    expect(read().cases.map(({ suite, name, file, status }) => [suite, name, file, status])).toEqual([
      ['math', 'adds', 'src/math.test.js', 'passed'],
      ['math', 'fails', 'src/math.test.js', 'failed'],
      ['math', 'waits', 'src/math.test.js', 'skipped'],
      ['math', 'later', 'src/math.test.js', 'skipped'],
      [null, 'load.test.js', 'load.test.js', 'errored'],
      ['math', 'holds', 'hook.test.js', 'passed'],
      [null, 'hook.test.js', 'hook.test.js', 'errored'],
      ['math', 'chosen', 'some.test.js', 'passed'],
      ['math', 'off', 'none.test.js', 'skipped'],
    ]);
  });

  it('takes messages, lines and durations', () => {
    const { cases, durationMs } = read();
    expect(durationMs).toBe(300);
    expect(cases[1]).toMatchObject({
      line: 5,
      duration_ms: 2,
      message: 'Error: no\n    at Object.toBe (src/math.test.js:7:3)\n\nError: two',
    });
    expect(cases[2]).toMatchObject({ duration_ms: null, message: null });
    expect(cases[4]).toMatchObject({ message: "Cannot find module './x'" });
  });

  it('does without the times', () => {
    expect(read({ startTime: undefined }).durationMs).toBeNull();
    expect(read({ startTime: 9999 }).durationMs).toBeNull();
  });

  it('leaves out a message that is no text', () => {
    const broken = { name: 'a.test.js', status: 'failed', message: { text: 'x' }, assertionResults: [] };
    const counts = {
      numFailedTests: 0,
      numPassedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numTotalTests: 0,
    };
    const { cases } = read({ ...counts, numTotalTestSuites: 1, testResults: [broken] });
    expect(cases).toMatchObject([{ name: 'a.test.js', status: 'errored', message: null }]);
  });

  it('reads a run without tests as one without cases', () => {
    const counts = {
      numFailedTests: 0,
      numPassedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numTotalTests: 0,
    };
    for (const success of [true, false]) {
      expect(read({ ...counts, numTotalTestSuites: 0, testResults: [], success }).cases).toEqual([]);
    }
  });

  it('skips a byte order mark', () => {
    expect(readJest({ text: `\uFEFF${JSON.stringify(report)}`, exitCode: 1 }).cases).toHaveLength(9);
  });
});
