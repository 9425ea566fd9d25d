import type { TestCase } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { readJunit } from './junit.js';

const read = (text: string, root?: string): readonly TestCase[] =>
  readJunit({ text, exitCode: 0, ...(root === undefined ? {} : { root }) }).cases;
const readCase = (inside: string): TestCase | undefined =>
  read(`<testsuite tests="1" name="s">${inside}</testsuite>`)[0];
const statuses = (text: string): string[] => read(text).map(({ name, status }) => `${name} ${status}`);

describe('readJunit', () => {
  it('reads a report of Surefire, with what it noted of tests that it ran again', () => {
    const cases = read(`<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="x.xsd"
    name="org.acme.CartTest" time="1,234.5" tests="4" errors="1" skipped="1" failures="1" flakes="1">
  <properties><property name="user.dir" value="/x"/></properties>
  <testcase name="adds" classname="org.acme.CartTest" time="0.012">
    <flakyFailure message="expected 1" type="AssertionError"><stackTrace>at Cart.java:9</stackTrace><system-out>noise</system-out></flakyFailure>
  </testcase>
  <testcase name="removes" classname="org.acme.CartTest" time="0.5">
    <failure message="expected 2" type="AssertionError"><![CDATA[AssertionError: expected 2
	at Cart.java:12]]></failure>
    <rerunFailure message="expected 2"><stackTrace>again</stackTrace></rerunFailure>
    <system-err>more noise</system-err>
  </testcase>
  <testcase name="clears" classname="org.acme.CartTest"><error type="NullPointerException"/></testcase>
  <testcase name="waits" classname="org.acme.CartTest"><skipped message="no clock"/></testcase>
</testsuite>`);
    expect(
      cases.map(({ name, suite, status, duration_ms, message }) => [
        name,
        suite,
        status,
        duration_ms,
        message,
      ]),
    ).toEqual([
      [
        'adds',
        'org.acme.CartTest',
        'passed',
        12,
        '[flaky: failed tries before it passed: 1]\nexpected 1\nat Cart.java:9',
      ],
      [
        'removes',
        'org.acme.CartTest',
        'failed',
        500,
        'AssertionError: expected 2\n\tat Cart.java:12\n[failed tries: 2]',
      ],
      ['clears', 'org.acme.CartTest', 'errored', null, 'NullPointerException'],
      ['waits', 'org.acme.CartTest', 'skipped', null, 'no clock'],
    ]);
  });

  it('takes the time of the root element', () => {
    expect(readJunit({ text: '<testsuite tests="0" time="1,234.5"/>', exitCode: 0 }).durationMs).toBe(
      1_234_500,
    );
    expect(readJunit({ text: '<testsuites time="soon"/>', exitCode: 0 }).durationMs).toBeNull();
  });

  it('reads nested suites whichever way they are counted', () => {
    const inner =
      '<testsuite name="in" tests="2" failures="1"><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>';
    const own = '<testcase name="c"/>';
    const expected = ['a passed', 'b failed', 'c passed'];
    // All cases below, as PHPUnit counts; only its own, as mocha counts; direct children, as node:test counts.
    for (const counts of ['tests="3" failures="1"', 'tests="1" failures="0"', 'tests="2" failures="1"']) {
      expect(
        statuses(`<testsuites><testsuite name="out" ${counts}>${inner}${own}</testsuite></testsuites>`),
      ).toEqual(expected);
    }
  });

  it('names the suites around a case that names no class', () => {
    const text = `<testsuites><testsuite name="out" tests="1" file="src/a.ts"><testsuite name="in" tests="1">
      <testcase name="a" classname=""/></testsuite></testsuite></testsuites>`;
    expect(read(text)).toMatchObject([{ name: 'a', suite: 'out > in', file: 'src/a.ts' }]);
    expect(read('<testsuites><testcase name="a" classname="test"/></testsuites>')).toMatchObject([
      { suite: null },
    ]);
  });

  it('reads reports in a namespace', () => {
    const text =
      '<j:testsuite xmlns:j="urn:junit" tests="1"><j:testcase name="a"><j:failure/></j:testcase></j:testsuite>';
    expect(statuses(text)).toEqual(['a failed']);
  });

  it('skips a byte order mark', () => {
    expect(statuses('\uFEFF<testsuite tests="1"><testcase name="a"/></testsuite>')).toEqual(['a passed']);
  });

  it.each([
    ['an error beside a failure', '<failure/><error/>', 'errored'],
    ['a failure beside a skip', '<skipped/><failure/>', 'failed'],
    ['a todo that fails, as node:test writes it', '<skipped type="todo"/><failure/>', 'skipped'],
    ['several failures', '<failure/><failure/>', 'failed'],
    ['output that looks like a result', '<system-out><failure/></system-out>', 'passed'],
  ])('judges %s', (_, inside, status) => {
    expect(readCase(`<testcase name="a">${inside}</testcase>`)).toMatchObject({ status });
  });

  it.each([
    ['status="notrun"', 'skipped'],
    ['status="run" result="suppressed"', 'skipped'],
    ['status="disabled"', 'skipped'],
    ['status="run" result="completed"', 'passed'],
    ['status="FAILED"', 'failed'],
  ])('judges a case that only says %s', (attributes, status) => {
    expect(readCase(`<testcase name="a" ${attributes}/>`)).toMatchObject({ status });
  });

  it.each([
    ['<failure message="short">short, and at length</failure>', 'short, and at length'],
    ['<failure message="short">at length</failure>', 'short\nat length'],
    ['<failure message=" short "/>', 'short'],
    ['<failure type="T"/>', 'T'],
    ['<failure/>', null],
    ['<failure>\u001b[31mred</failure>'.replace('\u001b', ''), '[31mred'],
  ])('takes the message of %s', (inside, message) => {
    expect(readCase(`<testcase name="a">${inside}</testcase>`)).toMatchObject({ message });
  });

  it('finds the line of a case in its message', () => {
    const inside =
      '<testcase name="a" file="/tree/src/a.py"><failure>boom\n/tree/src/a.py:17: AssertionError</failure></testcase>';
    const [found] = read(`<testsuite tests="1">${inside}</testsuite>`, '/tree');
    expect(found).toMatchObject({ file: 'src/a.py', line: 17, message: 'boom\nsrc/a.py:17: AssertionError' });
  });

  it.each([
    ['file="a.py" line="3"', '', 3],
    ['file="a.py" line="0"', '', null],
    ['file="a.py" line="x"', 'in a.py:x', null],
    ['file="a.py"', 'in a.py:0', null],
    ['file="a.py"', 'in b.py:4', null],
    ['', 'in a.py:4', null],
  ])('takes the line of a case with %s that says "%s"', (attributes, message, line) => {
    expect(
      readCase(`<testcase name="a" ${attributes}><failure>${message}</failure></testcase>`),
    ).toMatchObject({ line });
  });

  it('makes a case of a suite that says of itself that it broke', () => {
    const text =
      '<testsuites errors="1"><testsuite name="s" tests="1" errors="1" file="a.ts"><error>no database</error><testcase name="a"/></testsuite></testsuites>';
    expect(read(text)).toMatchObject([
      { name: 's', suite: null, file: 'a.ts', status: 'errored', message: 'no database' },
      { name: 'a', status: 'passed' },
    ]);
    expect(read('<testsuites><failure/></testsuites>')).toMatchObject([
      { name: 'testsuites', status: 'errored' },
    ]);
  });

  it('takes failures and errors together, for writers differ in which is which', () => {
    const failure = '<testcase name="a"><failure/></testcase>';
    expect(statuses(`<testsuite tests="1" failures="0" errors="1">${failure}</testsuite>`)).toEqual([
      'a failed',
    ]);
    const both = '<testcase name="a"><failure/><error/></testcase>';
    for (const counts of [
      'failures="1" errors="1"',
      'failures="1" errors="0"',
      'failures="1"',
      'errors="1"',
    ]) {
      expect(statuses(`<testsuite tests="1" ${counts}>${both}</testsuite>`)).toEqual(['a errored']);
    }
  });

  it('takes disabled tests beside skipped ones, as GoogleTest counts', () => {
    const cases = '<testcase name="a" status="notrun"/><testcase name="b"><skipped/></testcase>';
    expect(statuses(`<testsuite tests="2" skipped="1" disabled="1">${cases}</testsuite>`)).toEqual([
      'a skipped',
      'b skipped',
    ]);
  });

  it('takes the count of pytest where a teardown broke, and only there', () => {
    const cases = '<testcase name="a"><error>failed on teardown</error></testcase>';
    expect(
      statuses(`<testsuite name="pytest" tests="2" errors="1" failures="0">${cases}</testsuite>`),
    ).toEqual(['a errored']);
    const twice = '<testcase name="a"><failure/></testcase><testcase name="a"><error/></testcase>';
    expect(
      statuses(`<testsuite name="pytest" tests="1" errors="1" failures="1">${twice}</testsuite>`),
    ).toHaveLength(2);
    expect(() => read(`<testsuite name="pytest" tests="3" errors="1">${cases}</testsuite>`)).toThrow(
      /tests=3/,
    );
    expect(() => read(`<testsuite name="pytest" tests="2"><testcase name="a"/></testsuite>`)).toThrow(
      /tests=2/,
    );
  });

  it('reads a report without cases as one without cases', () => {
    expect(read('<testsuites tests="0" failures=""/>')).toEqual([]);
  });

  it('names a case whose name is empty, and cuts what is too long', () => {
    expect(readCase('<testcase name=" "/>')).toMatchObject({ name: '(no name)' });
    const long = readCase(
      `<testcase name="${'n'.repeat(2000)}"><failure>${'ü'.repeat(9000)}</failure></testcase>`,
    );
    expect(long?.name).toHaveLength(1024 - 10 + '\n[… cut]'.length);
    expect(new TextEncoder().encode(long?.message ?? '').length).toBeLessThanOrEqual(8192);
    expect(long?.message).toMatch(/ü\n\[… cut\]$/);
  });
});
