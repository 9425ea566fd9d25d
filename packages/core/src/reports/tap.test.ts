import type { TestCase } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import type { ParsedReport } from './parsed-report.js';
import { readTap } from './tap.js';

const read = (...lines: string[]): ParsedReport => readTap({ text: lines.join('\n'), exitCode: 0 });
const summary = ({ cases }: ParsedReport): string[] =>
  cases.map(({ suite, name, status }) => `${status} ${suite === null ? '' : `${suite} > `}${name}`);
const only = (...lines: string[]): TestCase | undefined => read('1..1', ...lines).cases[0];

describe('readTap', () => {
  it.each([
    ['TAP version 13'],
    ['TAP version 14'],
    ['tap VERSION 14'],
    ['\uFEFFTAP version 14'],
    ['> my-package@1.0.0 test\n\nTAP version 14'],
    ['# no version: TAP 12'],
  ])('reads a report that begins with %j', (head) => {
    expect(summary(read(head, '1..1', 'ok 1 - a'))).toEqual(['passed a']);
  });

  it('reads the plan in front or behind, and lines that end with CR LF', () => {
    expect(read('1..2\r', 'ok 1 - a\r', 'not ok 2 - b\r', '').plan).toEqual({ expected: 2, seen: 2 });
    expect(summary(read('ok 1 - a', 'not ok 2 - b', '1..2 # done'))).toEqual(['passed a', 'failed b']);
  });

  it('tells a plan that is not met in the record', () => {
    expect(read('1..3', 'ok 1', 'ok 2').plan).toEqual({ expected: 3, seen: 2 });
    expect(read('1..1', 'ok 1', 'ok 2').plan).toEqual({ expected: 1, seen: 2 });
    expect(read('1..0 # skip no compiler')).toMatchObject({ cases: [], plan: { expected: 0, seen: 0 } });
  });

  it('takes numbers in any order, and tests without numbers', () => {
    expect(summary(read('1..3', 'ok 2 - b', 'ok 3 - c', 'ok 1 - a'))).toHaveLength(3);
    expect(summary(read('1..3', 'not ok', 'ok', 'ok - named'))).toEqual([
      'failed (no name)',
      'passed (no name)',
      'passed named',
    ]);
  });

  it('takes numbers twice where each test is announced, as node:test does for files that fail to load', () => {
    const announced = [
      '# Subtest: a',
      'ok 1 - a',
      '# Subtest: b.mjs',
      'not ok 1 - b.mjs # a comment',
      '1..2',
    ];
    expect(summary(read(...announced))).toEqual(['passed a', 'failed b.mjs']);
    expect(() => read('# Subtest: a', 'ok 1 - a', 'ok 1 - b', '1..2')).toThrow(/number 1 is there twice/);
  });

  it.each([
    ['ok 1 - a # SKIP no network', 'skipped', 'a', 'no network'],
    ['ok 1 a # skip', 'skipped', 'a', null],
    ['not ok 1 - a # Skip: why', 'skipped', 'a', 'why'],
    ['not ok 1 - a # TODO later', 'skipped', 'a', 'todo\nlater'],
    ['ok 1 - a # todo', 'skipped', 'a', 'todo'],
    ['ok 1 # SKIP', 'skipped', '(no name)', null],
    ['not ok 1 - a # time=2ms # TODO', 'skipped', 'a', 'todo'],
    ['not ok 1 - a # TODOS are no directive', 'failed', 'a', null],
    ['not ok 1 - a # note # TODO is not at its place', 'failed', 'a', null],
    ['not ok 1 - handles #todo tags', 'failed', 'handles #todo tags', null],
    ['not ok 1 - a \\# TODO escaped', 'failed', 'a # TODO escaped', null],
    ['not ok 1 - back\\\\slash \\x', 'failed', 'back\\slash \\x', null],
    ['ok 1 - fixes issue #12', 'passed', 'fixes issue #12', null],
    ['ok 1 - a # a comment', 'passed', 'a', null],
    ['ok 1 - 2 plus 2', 'passed', '2 plus 2', null],
    ['ok 1st of many', 'passed', '1st of many', null],
  ])('reads %j', (line, status, name, message) => {
    expect(only(line)).toMatchObject({ status, name, message });
  });

  it('takes durations from comments and from diagnostics', () => {
    expect(only('ok 1 - a # time=1.5ms')).toMatchObject({ duration_ms: 1.5 });
    expect(only('ok 1 - a # time=2s')).toMatchObject({ duration_ms: 2000 });
    expect(only('ok 1 - a', '  ---', '  duration_ms: 3.25', '  ...')).toMatchObject({ duration_ms: 3.25 });
    expect(only('ok 1 - a', '  ---', '  duration_ms: soon', '  ...')).toMatchObject({ duration_ms: null });
  });

  it('keeps a YAML block as the message, without what changes from run to run', () => {
    const block = [
      '  ---',
      '  duration_ms: 1',
      "  location: 'a.js:3:1'",
      "  type: 'test'",
      '  error: |-',
      '    ok 2',
      '      ...',
      '',
      '  ...',
    ];
    expect(only('not ok 1 - a', ...block)).toMatchObject({
      message: 'error: |-\n  ok 2\n    ...',
      file: 'a.js',
      line: 3,
    });
    expect(only('ok 1 - a', '  ---', '  error: none', '  ...')).toMatchObject({ message: null });
    expect(only('not ok 1 # TODO x', '  ---', '  error: none', '  ...')).toMatchObject({
      message: 'todo\nx\nerror: none',
    });
  });

  it.each([
    ["location: 'src/a.js:3:1'", 'src/a.js', 3],
    ['location: file:///src/a.js:3:1', '/src/a.js', 3],
    ['at: "src/a.js:4:2"', 'src/a.js', 4],
    ['at: Test.<anonymous> (/src/a.js:5:40)', '/src/a.js', 5],
    ['at:\n    file: test/dns.c\n    line: 142', 'test/dns.c', 142],
    ["at:\n    fileName: 'a.js'\n    lineNumber: 7", 'a.js', 7],
    ['at: somewhere', null, null],
    ['at:\n    column: 1', null, null],
  ])('finds the place in %j', (yaml, file, line) => {
    const block = yaml.split('\n').map((one) => `  ${one}`);
    expect(only('not ok 1', '  ---', ...block, '  ...')).toMatchObject({ file, line });
  });

  it('keeps what follows a failing test without a YAML block', () => {
    const lines = [
      'not ok 1 - a',
      '#   Failed at a.t line 3.',
      '# Subtest: no note',
      '  plain words',
      '',
      'ok 2 - b',
      '# not of a',
      '1..2',
    ];
    expect(read(...lines).cases[0]).toMatchObject({ message: 'Failed at a.t line 3.\nplain words' });
    const block = ['  ---', '  error: x', '  ...', '# output of the next file', '1..1'];
    expect(read('not ok 1 - a', ...block).cases[0]).toMatchObject({ message: 'error: x' });
    const many = Array.from({ length: 300 }, (_, index) => `# note ${index}`);
    expect(read('not ok 1 - a', ...many, '1..1').cases[0]?.message).toMatch(/note 199$/);
  });

  it('reads subtests, and counts every test point as node:test does', () => {
    const lines = [
      'TAP version 14',
      '# Subtest: outer',
      '    TAP version 14',
      '    # Subtest: inner',
      '        1..2',
      '        ok 1 - a',
      '        not ok 2 - b',
      '    not ok 1 - inner',
      '    # a comment',
      '    1..1',
      'not ok 1 - outer',
      'ok 2 - c',
      '1..2',
    ];
    const found = [
      'passed outer > inner > a',
      'failed outer > inner > b',
      'failed outer > inner',
      'failed outer',
      'passed c',
    ];
    expect(summary(read(...lines))).toEqual(found);
  });

  it('counts no point that only holds tests, unless it failed by itself', () => {
    const suite = (ok: string, test: string): string[] => [
      `    ${test}`,
      '    1..1',
      `${ok} - s`,
      '  ---',
      "  type: 'suite'",
      '  ...',
      '1..1',
    ];
    expect(summary(read(...suite('ok 1', 'ok 1 - a')))).toEqual(['passed s > a']);
    expect(summary(read(...suite('not ok 1', 'not ok 1 - a')))).toEqual(['failed s > a']);
    expect(summary(read(...suite('not ok 1', 'ok 1 - a')))).toEqual(['passed s > a', 'errored s']);
    expect(summary(read('not ok 1 - s', '    ok 1 - b', '    1..1', 'not ok 2 - t', '1..2'))).toEqual([
      'failed s',
      'passed t > b',
      'failed t',
    ]);
  });

  it('lets a closing test point with a directive speak for the failures below it', () => {
    const below = ['    not ok 1 - a', '    1..2'];
    expect(summary(read(...below, 'not ok 1 - s # TODO later', '1..1'))).toEqual([
      'skipped s > a',
      'skipped s',
    ]);
    expect(summary(read(...below, 'ok 1 - s # SKIP', '1..1'))).toEqual(['skipped s > a', 'skipped s']);
    const node = [
      '    not ok 1 - a',
      '      ---',
      "      failureType: 'testCodeFailure'",
      '      ...',
      '    1..1',
    ];
    expect(summary(read(...node, 'not ok 1 - s # TODO', '1..1'))).toEqual(['failed s > a', 'skipped s']);
  });

  it('takes a failed subtest that is not whole for a failure', () => {
    expect(summary(read('    1..3', '    ok 1 - a', 'not ok 1 - s', '1..1'))).toEqual([
      'passed s > a',
      'failed s',
    ]);
  });

  it('reads the blocks of vitest', () => {
    const lines = [
      'TAP version 13',
      '1..3',
      'not ok 1 - a.test.ts # time=3.00ms {',
      '    1..2',
      '    ok 1 - suite # SKIP {',
      '        1..1',
      '        ok 1 - a # SKIP',
      '    }',
      '    not ok 2 - b # time=1.00ms',
      '        ---',
      '        error:',
      '            name: "Error"',
      '        at: "/src/a.test.ts:2:82"',
      '        ...',
      '}',
      'not ok 2 - b.test.ts {',
      '    1..1',
      '    ok 1 - c {',
      '}',
      'ok 3 - d {',
    ];
    expect(summary(read(...lines))).toEqual([
      'skipped a.test.ts > suite > a',
      'failed a.test.ts > b',
      'passed b.test.ts > c {',
      'errored b.test.ts',
      'passed d {',
    ]);
    expect(read(...lines).cases[1]).toMatchObject({ file: '/src/a.test.ts', line: 2, duration_ms: 1 });
  });

  it('takes a brace for a part of the name where no block follows at once', () => {
    expect(
      summary(read('1..2', 'ok 1 - opens {', '# Subtest: s', '    1..1', '    ok 1 - a', 'ok 2 - s')),
    ).toEqual(['passed opens {', 'passed s > a', 'passed s']);
    expect(summary(read('1..2', 'ok 1 - opens {', '    ok 1 - a', '    1..1', 'ok 2 - s', '}'))).toHaveLength(
      3,
    );
    expect(
      summary(read('1..2', 'ok 1 - opens {', '        1..0', '    ok 1 - a', '    1..1', 'ok 2 - s')),
    ).toHaveLength(3);
    expect(summary(read('1..2', 'ok 1 - plain', '    1..0', 'ok 2 - s'))).toHaveLength(2);
  });

  it('overlooks what is no TAP, and pragmas that it does not know', () => {
    const lines = [
      'pragma +bail',
      'pragma +strict',
      'pragma -strict',
      'hello',
      '  ok 1',
      '  TAP version 9',
      '  # Subtest: x',
      ' }',
      '1..1',
      'ok 1 - a',
      '---',
    ];
    expect(summary(read(...lines))).toEqual(['passed a']);
    expect(summary(read('1..1', '  ---', 'ok 1 - a', '---', '    }'))).toEqual(['passed a']);
  });
});
