import { describe, expect, it } from 'vitest';
import { reportFormats } from './report-formats.js';
import { MAX_REPORT_BYTES } from './report-text.js';

const suite = (attributes: string, inside: string): string =>
  `<testsuite name="s" ${attributes}>${inside}</testsuite>`;
const ok = '<testcase name="a"/>';
const bad = '<testcase name="b"><failure>no</failure></testcase>';

/** What is wrong; the report; what the message says; where. */
const rows: readonly [name: string, text: string, says: RegExp, where?: string][] = [
  ['an empty file', '', /empty/, '1:1'],
  ['a file of blanks', ' \n\t\n', /empty/, '1:1'],
  ['text that is no XML', 'Error: no tests\n', /not well-formed XML: text data outside/],
  ['a web page', '<html><body/></html>', /root element is <html>/, '1:7'],
  ['a tag that is not closed', '<testsuite tests="1"><testcase name="a">', /unclosed tag/],
  ['a tag that is cut', '<testsuite tests="1"><testcase na', /unexpected end|unclosed/],
  ['a tag closed by another', '<testsuite tests="0"></testsuites>', /not well-formed/, '1:35'],
  ['an attribute twice', '<testsuite tests="0" tests="1"/>', /duplicate attribute/],
  ['an attribute without quotes', '<testsuite tests=0/>', /not well-formed/],
  ['a raw control character', suite('tests="1"', '<testcase name="\u0001"/>'), /disallowed character/],
  ['an entity that is not defined', suite('tests="1"', '<testcase name="&lol;"/>'), /not well-formed/],
  ['a prefix without a namespace', suite('tests="1"', '<x:testcase name="a"/>'), /unbound namespace prefix/],
  [
    'an entity bomb',
    '<!DOCTYPE t [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><testsuite tests="1"><testcase name="&b;"/></testsuite>',
    /DOCTYPE/,
  ],
  ['an external entity', '<!DOCTYPE t SYSTEM "file:///etc/passwd"><testsuite tests="0"/>', /DOCTYPE/],
  ['elements without end', `<testsuites>${'<x>'.repeat(200)}`, /nested more than 100 deep/],
  ['suites without end', '<testsuite tests="0">'.repeat(200), /nested more than 100 deep/],
  [
    'two reports in one file',
    `${suite('tests="0"', '')}\n${suite('tests="0"', '')}`,
    /only one root/,
    '2:12',
  ],
  ['a second XML declaration', `${suite('tests="0"', '')}\n<?xml version="1.0"?>`, /XML declaration/],
  ['output behind the report', `${suite('tests="0"', '')}\nDone.`, /text data outside/],
  ['a suite without a count', suite('', ok), /<testsuite name="s"> has no count `tests`, and holds 1$/],
  [
    'a suite without a name or count',
    '<testsuite><testcase name="a"/></testsuite>',
    /^<testsuite> has no count/,
  ],
  ['a count that is no number', suite('tests="many"', ok), /tests="many", which is not a count/],
  ['a negative count', suite('tests="1" failures="-1"', ok), /failures="-1", which is not a count/],
  ['more tests said than there are', suite('tests="3"', ok), /says tests=3, but holds 1$/, '1:31'],
  ['fewer tests said than there are', suite('tests="1"', ok + bad), /says tests=1, but holds 2$/],
  [
    'a failure said that is not there',
    suite('tests="1" failures="1" errors="0"', ok),
    /says failures=1 and errors=0, but holds 0 that failed/,
  ],
  [
    'a failure that is not said',
    suite('tests="1" failures="0"', bad),
    /failures=0 and errors=none, but holds 1 that failed/,
  ],
  [
    'an error that is not said',
    suite('tests="1" errors="0"', bad.replaceAll('failure', 'error')),
    /failures=none and errors=0, but holds 1 that failed/,
  ],
  ['a skip that is not there', suite('tests="1" skipped="1"', ok), /says skipped=1, but holds 0 skipped/],
  [
    'a root that contradicts its suites',
    `<testsuites tests="5">${suite('tests="1"', ok)}</testsuites>`,
    /tests=5, but holds 1/,
  ],
  ['a case without a name', suite('tests="1"', '<testcase classname="c"/>'), /<testcase> has no name/],
  [
    'a case in a case',
    suite('tests="1"', `<testcase name="a">${ok}</testcase>`),
    /<testcase> does not belong into <testcase>/,
  ],
  [
    'a suite in a case',
    suite('tests="1"', '<testcase name="a"><testsuite tests="0"/></testcase>'),
    /does not belong/,
  ],
  ['suites in a suite', suite('tests="0"', '<testsuites/>'), /<testsuites> does not belong into <testsuite>/],
  [
    'a failure in other words',
    suite('tests="1"', '<testcase name="a"><Failure/></testcase>'),
    /<Failure> does not belong/,
  ],
  ['another format', '{"numTotalTests": 1}', /not well-formed XML/],
];

describe('reportFormats', () => {
  it.each(rows)('refuses %s', (_, text, says, where) => {
    const fault = {
      code: 'bad_report',
      message: expect.stringMatching(says),
      ...(where === undefined ? {} : { where }),
    };
    expect(() => reportFormats.junit.read({ text, exitCode: 0 })).toThrowError(
      expect.objectContaining(fault),
    );
  });

  it('refuses a text above 64 MiB in every format', () => {
    const text = 'x'.repeat(MAX_REPORT_BYTES + 1);
    for (const { read } of Object.values(reportFormats)) {
      expect(() => read({ text, exitCode: 0 })).toThrow(/64 MiB/);
    }
  });
});
