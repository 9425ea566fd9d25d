import { describe, expect, it } from 'vitest';
import { reportFormats } from './report-formats.js';

/** What is wrong; the report; what the message says; where. */
const rows: readonly [name: string, text: string, says: RegExp, where?: string][] = [
  ['an empty file', '\n', /empty/, '1:1'],
  ['text that is no TAP', 'npm ERR! missing script: test\n', /plan \(1\.\.N\) is missing; test points: 0/],
  ['no plan', 'TAP version 14\nok 1 - a\n', /plan \(1\.\.N\) is missing; test points: 1/, '3:1'],
  ['a version of the past', 'TAP version 12\n1..1\nok 1', /version 12 is not known/, '1:1'],
  ['a version of the future', 'TAP version 15\n1..1\nok 1', /version 15 is not known/],
  [
    'two reports in one file',
    'TAP version 14\n1..1\nok 1\nTAP version 14\n1..1\nok 1',
    /second TAP document/,
    '4:1',
  ],
  ['a version behind tests', 'ok 1\nTAP version 14\n1..1', /second TAP document/, '2:1'],
  ['two plans', '1..1\nok 1\n1..1', /a second plan 1\.\.1/, '3:1'],
  ['a plan that does not begin at 1', '2..3\nok 2\nok 3', /2\.\.3 does not begin at 1/, '1:1'],
  ['a plan beyond all limits', '1..99999999999\nok 1', /more than 500,000/],
  ['a test behind the last plan', 'ok 1\n1..1\nok 2', /after the plan/, '3:1'],
  ['a number twice', '1..2\nok 1 - a\nok 1 - b', /number 1 is there twice/, '3:1'],
  ['a number 0', '1..1\nok 0', /begin at 1/],
  ['a number beyond the plan', '1..2\nok 1\nok 3', /number 3 is not in the plan 1\.\.2/],
  ['a run that was given up', '1..5\nok 1\nBail out! no database', /given up: no database$/, '3:1'],
  ['a run given up without a reason', 'BAIL OUT!', /given up: Bail out!$/],
  [
    'a run given up for its failures',
    '1..5\nnot ok 1 - a\nnot ok 2 - b # TODO\nok 3\nnot ok 4 - d\nBail out!',
    /failed until then: a, d$/,
  ],
  ['a subtest that is not closed', '1..1\n# Subtest: a\n    ok 1\n    1..1\n', /not closed/, '3:1'],
  ['a subtest closed by a plan', '    ok 1\n    1..1\n1..1', /begins at 1:1 is not closed by a test/, '3:1'],
  ['subtests closed all at once', '        ok 1\n        1..1\nok 1\n1..1', /not closed by a test/],
  ['a subtest without a plan', '    ok 1\nok 1 - s\n1..1', /"s" is ok, but its plan is missing/],
  [
    'a subtest that is not whole',
    '    1..2\n    ok 1\nok 1 - s\n1..1',
    /"s" is ok, but of its plan of 2 it has 1/,
  ],
  [
    'a subtest ok over a failure',
    '    not ok 1\n    1..1\nok 1 - s\n1..1',
    /"s" is ok, but not ok in it: 1/,
    '3:1',
  ],
  ['a block ok over a failure', '1..1\nok 1 - s {\n    1..1\n    not ok 1\n}', /"s" is ok, but/, '2:1'],
  ['a block that is not closed', '1..2\nok 1 - s {\n    1..1\n    ok 1\nok 2', /not closed by a test/],
  ['subtests without end', `${' '.repeat(65 * 4)}ok 1`, /nested more than 64 deep/],
  ['a YAML block without its end', '1..1\nnot ok 1\n  ---\n  a: 1\n', /YAML block that begins here/, '3:1'],
  ['chatter in strict mode', 'pragma +strict\n1..1\nhello\nok 1', /no TAP/, '3:1'],
  ['an indented test in strict mode', 'pragma +strict\n1..1\n  ok 1', /no TAP/, '3:1'],
];

describe('reportFormats', () => {
  it.each(rows)('refuses %s', (_, text, says, where) => {
    const fault = {
      code: 'bad_report',
      message: expect.stringMatching(says),
      ...(where === undefined ? {} : { where }),
    };
    expect(() => reportFormats.tap.read({ text, exitCode: 0 })).toThrowError(expect.objectContaining(fault));
  });

  it('reads awkward lines in a time that grows with their length', () => {
    const brackets = '('.repeat(500_000);
    const blanks = '\n'.repeat(500_000);
    const text = `1..1\nnot ok 1 - ${brackets}${' #'.repeat(500_000)}\n  ---\n  at: ${brackets}\n  b:${blanks}  ...\n`;
    const startedAt = performance.now();
    expect(reportFormats.tap.read({ text, exitCode: 1 }).failed).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});
