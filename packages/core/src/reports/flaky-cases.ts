import type { TestExecutionRecord } from '@uet/schemas';
import { caseTitle } from './case-title.js';

type Result = 'passed' | 'failed';

/** How each named case ended in one record: cases of one name are one, which failed if any of them did. */
function resultsOf(record: TestExecutionRecord): Map<string, Result> {
  const results = new Map<string, Result>();
  for (const one of record.cases) {
    if (one.status === 'skipped') continue;
    const title = caseTitle(one);
    if (one.status !== 'passed') results.set(title, 'failed');
    else if (!results.has(title)) results.set(title, 'passed');
  }
  return results;
}

/**
 * The cases that passed in one record and failed in another, as `suite > name`, sorted. The records have to be of the
 * same tree. Files are not compared: some formats name them only for failures.
 */
export function flakyCases(history: readonly TestExecutionRecord[]): string[] {
  const seen = new Map<string, Result>();
  const flaky = new Set<string>();
  for (const record of history) {
    for (const [title, result] of resultsOf(record)) {
      if ((seen.get(title) ?? result) !== result) flaky.add(title);
      seen.set(title, result);
    }
  }
  return [...flaky].sort();
}
