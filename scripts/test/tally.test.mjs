import { describe, expect, it } from 'vitest';
import { closingLine, tally, tallyBrowser, totalLine } from '../lib/tally.mjs';

const report = (passed, failed, testResults = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults,
});

describe('tally', () => {
  it('counts what vitest reports', () => {
    expect(tally(report(5, 1), 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
    expect(tally(report(5, 0), 0)).toEqual({ passed: 5, failed: 0, skipped: 3 });
  });

  it('takes a suite that ran no test for a failure', () => {
    expect(tally(report(0, 0), 0)).toMatchObject({ passed: 0, failed: 1, note: 'no test ran' });
  });

  it('takes a missing report for a failure', () => {
    expect(tally(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a file that could not be loaded, whose tests nobody can count', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(tally(report(5, 0, [broken]), 1)).toMatchObject({ passed: 5, failed: 1 });
    const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(tally(report(5, 1, [failing]), 1)).toMatchObject({ failed: 1 });
  });

  it('does not let a failing exit code pass, for coverage that is too low or an error between tests', () => {
    expect(tally(report(5, 0), 1)).toMatchObject({ passed: 5, failed: 1 });
  });
});

describe('tallyBrowser', () => {
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 1 };

  it('counts what Playwright reports', () => {
    expect(tallyBrowser({ stats, errors: [] }, 0)).toEqual({ passed: 4, failed: 0, skipped: 1 });
    expect(tallyBrowser({ stats: { ...stats, unexpected: 2 }, errors: [] }, 1)).toMatchObject({ failed: 2 });
  });

  it('takes a test that passed only at its second try, and an error beside the tests, for failures', () => {
    expect(tallyBrowser({ stats: { ...stats, flaky: 1 }, errors: [] }, 0)).toMatchObject({ failed: 1 });
    expect(tallyBrowser({ stats, errors: [{ message: 'no browser' }] }, 1)).toMatchObject({ failed: 1 });
  });

  it('takes a missing report for a failure', () => {
    expect(tallyBrowser(undefined, 1)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('closingLine', () => {
  it('has the form that CI counts', () => {
    expect(closingLine('core', { passed: 12, failed: 0, skipped: 1 })).toBe(
      'core: 12 passed, 0 failed, 1 skipped',
    );
  });
});

describe('totalLine', () => {
  it('adds up', () => {
    const tallies = [
      { passed: 1, failed: 0, skipped: 9 },
      { passed: 2, failed: 3, skipped: 9 },
    ];
    expect(totalLine(tallies)).toBe('total: 3 passed, 3 failed');
  });
});
