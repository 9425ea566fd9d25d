import type { TestCase } from '@uet/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportFormats } from './report-formats.js';
import { cleanText } from './report-text.js';

const fits = (text: string): boolean =>
  cleanText(text) === text && text.trim() === text && text !== '' && !/[\uFFFE\uFFFF]/.test(text);

/** Text as it is after reading: no control characters, no blanks around it. */
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter(fits);
const awkward = fc.constantFrom(
  '1..3',
  'ok 1',
  'not ok',
  '# SKIP',
  'a # TODO b',
  '#12',
  '\\#',
  'back\\slash\\\\',
  '{',
  'opens {',
  '}',
  '- dash',
  '3 blind mice',
  '<b>&amp;]]></b>',
  '"quoted"',
  "it's",
  'Bail out!',
  '---',
  '...',
  'TAP version 14',
  'a > b',
);
const word = fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: awkward });
const line = word.filter((found) => !found.includes('\n'));
/** A message that names no `file:line`, which would be read as the place of its case. */
const message = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .map((lines) => lines.join('\n').replaceAll(':', ';'));

const aCase = fc
  .record({
    name: line,
    suite: fc.option(line.filter((suite) => suite !== 'test')),
    file: fc.option(fc.constantFrom('src/a.test.ts', 'tests/with space/ü.py')),
    status: fc.constantFrom<TestCase['status']>('passed', 'failed', 'skipped', 'errored'),
    duration_ms: fc.option(fc.nat(10_000_000)),
    message: fc.option(message),
    line: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  })
  .map((found): TestCase => (found.status === 'passed' ? { ...found, message: null } : found));

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
};
const escapeXml = (raw: string): string => raw.replaceAll(/[&<>"\t\n]/g, (found) => entities[found] ?? '');

function attributes(pairs: Record<string, string | number | null>): string {
  return Object.entries(pairs)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapeXml(String(value))}"`))
    .join('');
}

function junitCase(one: TestCase): string {
  const time = one.duration_ms === null ? null : one.duration_ms / 1000;
  const head = attributes({ name: one.name, classname: one.suite, file: one.file, line: one.line, time });
  const element = { failed: 'failure', errored: 'error', skipped: 'skipped', passed: null }[one.status];
  const result = element === null ? '' : `<${element}>${escapeXml(one.message ?? '')}</${element}>`;
  return `<testcase${head}>${result}</testcase>`;
}

function writeJunit(cases: readonly TestCase[]): string {
  const count = (status: TestCase['status']): number => cases.filter((one) => one.status === status).length;
  const counts = {
    tests: cases.length,
    failures: count('failed'),
    errors: count('errored'),
    skipped: count('skipped'),
  };
  return `<?xml version="1.0"?>\n<testsuites><testsuite${attributes(counts)}>${cases.map(junitCase).join('\n')}</testsuite></testsuites>`;
}

const escapeTap = (raw: string): string => raw.replaceAll(/[\\#]/g, '\\$&');
const indent = (lines: readonly string[], by: number): string[] => lines.map((one) => ' '.repeat(by) + one);

function tapPoint(one: TestCase, number: number): string[] {
  const skip = one.status === 'skipped' ? ` # SKIP ${escapeTap(one.message ?? '')}`.trimEnd() : '';
  const head = `${one.status === 'failed' ? 'not ok' : 'ok'} ${number} - ${escapeTap(one.name)}${skip}`;
  const yaml = [
    ...(one.duration_ms === null ? [] : [`duration_ms: ${one.duration_ms}`]),
    ...(one.file === null ? [] : [`location: '${one.file}:${one.line ?? 1}:1'`]),
    ...(one.status === 'failed' && one.message !== null ? one.message.split('\n') : []),
  ];
  return [head, ...indent(['---', ...yaml, '...'], 2)];
}

/** A case in its suite: a subtest of its own, its plan in front or behind. */
function tapSuite(one: TestCase, number: number): string[] {
  if (one.suite === null) return tapPoint(one, number);
  const inside = number % 2 === 0 ? ['1..1', ...tapPoint(one, 1)] : [...tapPoint(one, 1), '1..1'];
  const closing = `${one.status === 'failed' ? 'not ok' : 'ok'} ${number} - ${escapeTap(one.suite)}`;
  return [
    `# Subtest: ${escapeTap(one.suite)}`,
    ...indent(inside, 4),
    closing,
    '  ---',
    "  type: 'suite'",
    '  ...',
  ];
}

const writeTap = (cases: readonly TestCase[]): string =>
  ['TAP version 14', ...cases.flatMap((one, index) => tapSuite(one, index + 1)), `1..${cases.length}`].join(
    '\n',
  );

/** What TAP can say: no line without a file, no suite that broke, reasons of one line. */
const tapCase = aCase
  .filter((one) => one.status !== 'errored')
  // A line of `...` would end the block, one of `key:` at its left edge be a key.
  .filter((one) => !(one.message ?? '').split('\n').some((part) => part.trim() === '...'))
  .map((one): TestCase => {
    const reason = one.message === null ? null : (one.message.split('\n')[0]?.replaceAll('#', '') ?? null);
    const told = one.status === 'skipped' ? reason?.trim() || null : one.message;
    return { ...one, message: told, line: one.file === null ? null : (one.line ?? 1) };
  });

describe('reportFormats', () => {
  it('reads back what a writer of JUnit wrote', () => {
    fc.assert(
      fc.property(fc.array(aCase, { minLength: 1, maxLength: 8 }), (cases) => {
        const record = reportFormats.junit.read({ text: writeJunit(cases), exitCode: 0 });
        expect(record.cases).toEqual(cases);
        expect(record.total).toBe(record.passed + record.failed + record.skipped + record.errored);
      }),
      { numRuns: 500 },
    );
  });

  it('reads back what a writer of TAP wrote', () => {
    fc.assert(
      fc.property(fc.array(tapCase, { minLength: 1, maxLength: 8 }), (cases) => {
        const record = reportFormats.tap.read({ text: writeTap(cases), exitCode: 0 });
        expect(record.cases).toEqual(cases);
        expect(record.plan).toEqual({ expected: cases.length, seen: cases.length });
      }),
      { numRuns: 500 },
    );
  });

  it('never takes a report that was cut off for a whole one', () => {
    fc.assert(
      fc.property(
        fc.array(aCase, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (cases, part) => {
          const text = writeJunit(cases);
          const cut = text.slice(0, Math.floor((text.length - 1) * part));
          expect(() => reportFormats.junit.read({ text: cut, exitCode: 0 })).toThrowError(
            expect.objectContaining({ code: 'bad_report' }),
          );
        },
      ),
    );
  });

  it('answers any text with a record or with bad_report', () => {
    const formats = Object.values(reportFormats);
    const lines = fc.array(fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 20 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(lines, fc.nat(formats.length - 1), (parts, index) => {
        try {
          const record = formats[index]?.read({ text: parts.join('\n'), exitCode: 0 });
          expect(record?.total).toBe(record?.cases.length);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad_report' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
