import type { GateCriteria, TestExecutionRecord } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { UetError } from '../errors/index.js';
import { reportFormats } from '../reports/index.js';
import { decideGate, type GateDecision, type GateExecution, type GateReport } from './verdict.js';

/** A record of tests given as `name` (passed), `!name` (failed) or `~name` (skipped), with a plan of its own or not. */
function aRecord(tests: readonly string[], change: Partial<TestExecutionRecord> = {}): TestExecutionRecord {
  const cases = tests.map((test) => {
    const inside = test.startsWith('!') ? '<failure>no</failure>' : test.startsWith('~') ? '<skipped/>' : '';
    return `<testcase classname="suite" file="a.test.ts" name="${test.replace(/^[!~]/, '')}">${inside}</testcase>`;
  });
  const text = `<testsuite tests="${cases.length}">${cases.join('')}</testsuite>`;
  return { ...reportFormats.junit.read({ text, exitCode: 0 }), ...change };
}

const ended: GateExecution = {
  exitCode: 0,
  signal: null,
  timedOut: false,
  spawnError: null,
  changedFiles: [],
};

const decide = (
  report: GateReport,
  execution: Partial<GateExecution> = {},
  criteria: GateCriteria = {},
): GateDecision => decideGate({ execution: { ...ended, ...execution }, report, criteria });

const decideOn = (tests: readonly string[], exitCode: number, criteria?: GateCriteria): GateDecision =>
  decide({ record: aRecord(tests) }, { exitCode }, criteria);

describe('decideGate', () => {
  it('passes where tests ran and none failed', () => {
    expect(decideOn(['a', '~b'], 0)).toEqual({ verdict: 'passed', reasons: [], failing: [] });
  });

  it('fails where more cases failed than may', () => {
    const decision = decideOn(['a', '!b', '!c'], 1, { max_failures: 1 });
    expect(decision).toMatchObject({ verdict: 'failed', reasons: ['2 of 3 cases failed, and 1 may'] });
    expect(decision.failing).toEqual([
      { name: 'suite > b', file: 'a.test.ts', line: null, message: 'no' },
      { name: 'suite > c', file: 'a.test.ts', line: null, message: 'no' },
    ]);
  });

  it('fails on failures that the exit code keeps silent about', () => {
    expect(decideOn(['!a'], 0)).toMatchObject({
      verdict: 'failed',
      reasons: ['1 of 1 case failed, and 0 may'],
    });
  });

  it('passes with as many failures as may be, whatever the exit code is', () => {
    for (const exitCode of [0, 1]) {
      expect(decideOn(['a', '!b'], exitCode, { max_failures: 1 })).toMatchObject({
        verdict: 'passed',
        failing: [{ name: 'suite > b' }],
      });
    }
  });

  it('comes to no verdict where the exit code contradicts a report without failures', () => {
    expect(decideOn(['a'], 1)).toMatchObject({
      verdict: 'error',
      reasons: ['the exit code is 1, but the report shows no failure: one of the two is wrong'],
    });
    expect(decideOn(['a'], 1, { required_tests: ['b'] }).verdict).toBe('error');
    expect(decideOn(['a'], 1, { max_failures: 5 }).verdict).toBe('error');
  });

  it.each<[string, Partial<GateExecution>, RegExp[]]>([
    ['could not be started', { spawnError: 'ENOENT', exitCode: null }, [/could not be started: ENOENT/]],
    ['ran out of time', { timedOut: true, signal: 'SIGKILL', exitCode: null }, [/time limit/]],
    ['was killed', { signal: 'SIGSEGV', exitCode: null }, [/killed by SIGSEGV/]],
    ['ended in no way that is known', { exitCode: null }, [/without an exit code/]],
    [
      'changed the tree',
      { changedFiles: ['a.lock'] },
      [/^the gate changed 1 tracked file \(a\.lock\), so its verdict is not about/],
    ],
    [
      'changed much of the tree',
      { changedFiles: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
      [/7 tracked files \(a, b, c, d, e and 2 more\)/],
    ],
    ['did two of these', { timedOut: true, changedFiles: ['a'] }, [/time limit/, /1 tracked file/]],
  ])('comes to no verdict where the command %s', (_, execution, says) => {
    const decision = decide({ record: aRecord(['a', '!b']) }, execution);
    expect(decision.verdict).toBe('error');
    expect(decision.reasons).toEqual(says.map((pattern) => expect.stringMatching(pattern)));
    expect(decision.failing).toHaveLength(1);
  });

  it.each<[string, GateReport, Partial<GateExecution>, string[]]>([
    ['no report', { missing: true }, {}, ['no report was written, and the exit code was 0']],
    [
      'no command',
      { missing: true },
      { exitCode: 127 },
      ['the command was not found (exit code 127), and no report was written'],
    ],
    [
      'no start',
      { missing: true },
      { spawnError: 'EACCES', exitCode: null },
      ['the command could not be started: EACCES'],
    ],
    [
      'no end',
      { missing: true },
      { signal: 'SIGKILL', exitCode: null },
      ['the command was killed by SIGKILL', 'no report was written'],
    ],
    [
      'an unreadable report',
      { unreadable: new UetError('bad_report', 'unclosed tag', { where: '3:7', hint: 'write it anew' }) },
      {},
      ['the report cannot be read (at 3:7): unclosed tag; write it anew'],
    ],
    [
      'a report without words',
      { unreadable: new UetError('bad_report', 'no') },
      {},
      ['the report cannot be read: no'],
    ],
  ])('comes to no verdict with %s', (_, report, execution, reasons) => {
    expect(decide(report, execution)).toEqual({ verdict: 'error', reasons, failing: [] });
  });

  it.each<[string, TestExecutionRecord, RegExp]>([
    ['no tests', aRecord([]), /no tests ran: the report has none/],
    ['nothing but skipped tests', aRecord(['~a', '~b']), /no tests ran: all 2 were skipped/],
    [
      'an incomplete plan',
      aRecord(['a'], { plan: { expected: 2, seen: 1 } }),
      /2 tests announced, 1 reported/,
    ],
    [
      'more than was planned',
      aRecord(['a'], { plan: { expected: 1, seen: 2 } }),
      /1 test announced, 2 reported/,
    ],
    ['a total that is wrong', aRecord(['a'], { total: 2 }), /counts 2 cases and has 1/],
    ['passes that are wrong', aRecord(['!a'], { passed: 1 }), /counts how they ended wrongly/],
    ['skips that are wrong', aRecord(['a'], { skipped: 1 }), /counts how they ended wrongly/],
  ])('comes to no verdict with a report of %s', (_, record, says) => {
    expect(decide({ record })).toMatchObject({ verdict: 'error', reasons: [expect.stringMatching(says)] });
  });

  it('takes a plan that was met', () => {
    expect(decide({ record: aRecord(['a'], { plan: { expected: 1, seen: 1 } }) }).verdict).toBe('passed');
  });

  it('fails where the coverage is too low, and explains the exit code with it', () => {
    const record = aRecord(['a'], { coverage: { lines_percent: 79.9999 } });
    for (const exitCode of [0, 1]) {
      expect(decide({ record }, { exitCode }, { min_coverage: 80 })).toMatchObject({
        verdict: 'failed',
        reasons: ['the line coverage is 79.99 %, and has to be 80 %'],
      });
    }
    expect(decide({ record }, {}, { min_coverage: 79.9999 }).verdict).toBe('passed');
    expect(decide({ record }, {}, {}).verdict).toBe('passed');
  });

  it('comes to no verdict where coverage is asked for and not reported, unless the tests failed anyway', () => {
    const reason = 'no coverage was reported, and 80 % is asked for';
    expect(decideOn(['a'], 0, { min_coverage: 80 })).toMatchObject({ verdict: 'error', reasons: [reason] });
    expect(decideOn(['!a'], 1, { min_coverage: 80 })).toMatchObject({
      verdict: 'failed',
      reasons: [expect.anything(), reason],
    });
    expect(decideOn(['a'], 0, { min_coverage: 0 })).toMatchObject({ verdict: 'error' });
  });

  it.each([['a'], ['suite > a'], ['a.test.ts > a'], ['a.test.ts > suite > a']])(
    'finds the required test %j',
    (title) => {
      expect(decideOn(['a', 'b'], 0, { required_tests: [title, 'b'] }).verdict).toBe('passed');
    },
  );

  it('finds a required test without suite and file', () => {
    const record = reportFormats.tap.read({ text: '1..1\nok 1 - a', exitCode: 0 });
    expect(decide({ record }, {}, { required_tests: ['a'] }).verdict).toBe('passed');
  });

  it.each<[string, string[], string, string]>([
    ['is not there', ['b'], 'a', 'the required test "a" is not in the report'],
    ['is there under another case', ['A'], 'a', 'the required test "a" is not in the report'],
    ['was skipped', ['b', '~a'], 'a', 'the required test "a" is skipped'],
    ['failed in one of several', ['a', '~a', 'a'], 'a', 'the required test "a" is skipped'],
  ])('fails where a required test %s', (_, tests, title, reason) => {
    expect(decideOn(tests, 0, { required_tests: [title] })).toMatchObject({
      verdict: 'failed',
      reasons: [reason],
    });
  });

  it('does not let a required test be one of the failures that may be', () => {
    expect(decideOn(['!a', 'b'], 1, { max_failures: 1, required_tests: ['a'] })).toMatchObject({
      verdict: 'failed',
      reasons: ['the required test "a" is failed'],
    });
  });
});
