/**
 * Counts a vitest JSON report: `{ passed, failed, skipped, note }`. A file that could not be loaded is a
 * failure, and so are a missing report, a failing exit code that no test explains, and a suite that ran nothing.
 */
export const tally = (report, exitCode) => {
  if (report === undefined)
    return { passed: 0, failed: 1, skipped: 0, note: 'there is no report of the tests' };
  const brokenFiles = (report.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = report.numPassedTests ?? 0;
  const failed = (report.numFailedTests ?? 0) + brokenFiles.length;
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  if (failed > 0) return { passed, failed, skipped };
  if (passed === 0) return { passed, failed: 1, skipped, note: 'no test ran' };
  if (exitCode !== 0)
    return { passed, failed: 1, skipped, note: `the tests passed, but the run ended with ${exitCode}` };
  return { passed, failed, skipped };
};

/** Counts a Playwright JSON report in the same way; a test that passed only at its second try is a failure. */
export const tallyBrowser = (report, exitCode) =>
  tally(
    report === undefined
      ? undefined
      : {
          numPassedTests: report.stats.expected,
          numFailedTests: report.stats.unexpected + report.stats.flaky + report.errors.length,
          numPendingTests: report.stats.skipped,
        },
    exitCode,
  );

/** The line that ends a suite; this form, alone on a line, is what CI counts. */
export const closingLine = (name, { passed, failed, skipped }) =>
  `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The line that ends all suites. */
export const totalLine = (tallies) => {
  const sum = (key) => tallies.reduce((total, each) => total + each[key], 0);
  return `total: ${sum('passed')} passed, ${sum('failed')} failed`;
};
