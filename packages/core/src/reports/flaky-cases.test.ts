import type { TestExecutionRecord } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { flakyCases } from './flaky-cases.js';
import { reportFormats } from './report-formats.js';

/** A record of tests given as `name` (passed), `!name` (failed) or `~name` (skipped). */
function aRecord(...tests: string[]): TestExecutionRecord {
  const points = tests.map((test) =>
    test.startsWith('!') ? `not ok - ${test.slice(1)}` : `ok - ${test.replace(/^~(.*)/, '$1 # SKIP')}`,
  );
  return reportFormats.tap.read({ text: [`1..${tests.length}`, ...points].join('\n'), exitCode: 0 });
}

describe('flakyCases', () => {
  it('names cases that passed once and failed once, sorted', () => {
    const history = [
      aRecord('a', '!b', 'c', '!d'),
      aRecord('!a', 'b', 'c', '!d'),
      aRecord('a', 'b', 'c', '!d'),
    ];
    expect(flakyCases(history)).toEqual(['a', 'b']);
  });

  it('finds nothing in a single record, or in none', () => {
    expect(flakyCases([])).toEqual([]);
    expect(flakyCases([aRecord('a', '!b')])).toEqual([]);
  });

  it('takes cases of one name for one, which fails with any of them', () => {
    expect(flakyCases([aRecord('a', '!a'), aRecord('!a', 'a')])).toEqual([]);
    expect(flakyCases([aRecord('a', 'a'), aRecord('a', '!a')])).toEqual(['a']);
  });

  it('does not look at cases that were skipped, or are not there', () => {
    expect(flakyCases([aRecord('a', '!b', 'c'), aRecord('~a', '~b')])).toEqual([]);
  });

  it('tells cases of one name in two suites apart', () => {
    const inSuite = (suite: string, status: string): TestExecutionRecord => {
      const text = `<testsuite tests="1"><testcase name="a" classname="${suite}">${status}</testcase></testsuite>`;
      return reportFormats.junit.read({ text, exitCode: 0 });
    };
    expect(flakyCases([inSuite('one', ''), inSuite('two', '<failure/>')])).toEqual([]);
    expect(flakyCases([inSuite('one', ''), inSuite('one', '<error/>')])).toEqual(['one > a']);
  });
});
