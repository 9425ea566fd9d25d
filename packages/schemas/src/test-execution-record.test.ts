import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { gateCriteria } from './gate-criteria.js';
import { testExecutionRecord } from './test-execution-record.js';

const aCase = {
  name: 'adds',
  file: 'src/math.test.ts',
  suite: 'math',
  status: 'failed',
  duration_ms: 1.25,
  message: 'expected 3 to be 4',
  line: 12,
};

const aRecord = {
  format: 'junit',
  total: 1,
  passed: 0,
  failed: 1,
  skipped: 0,
  errored: 0,
  duration_ms: null,
  cases: [aCase],
  coverage: { lines_percent: 81.5 },
  plan: { expected: 1, seen: 1 },
};

/** Every field of an emitted JSON Schema that has no description, by its path. */
function undescribed(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => {
    const at = `${path}/${key}`;
    if (key !== 'properties') return undescribed(child, at);
    const bare = Object.entries(child as Record<string, { description?: string }>).filter(
      ([, field]) => !field.description,
    );
    return [...bare.map(([name]) => `${at}/${name}`), ...undescribed(child, at)];
  });
}

describe('testExecutionRecord', () => {
  it('takes a record of each format', () => {
    for (const format of ['junit', 'tap', 'vitest', 'jest', 'exit_code']) {
      expect(testExecutionRecord.parse({ ...aRecord, format })).toMatchObject({ format });
    }
  });

  it('takes null where a format does not say', () => {
    const bare = { ...aCase, file: null, suite: null, duration_ms: null, message: null, line: null };
    const record = { ...aRecord, cases: [bare], coverage: null, plan: null };
    expect(testExecutionRecord.parse(record)).toEqual(record);
  });

  it.each([
    ['an unknown key', { ...aRecord, note: '' }],
    ['an unknown key in a case', { ...aRecord, cases: [{ ...aCase, column: 1 }] }],
    ['a format without a reader', { ...aRecord, format: 'nunit' }],
    ['a status that is none', { ...aRecord, cases: [{ ...aCase, status: 'ok' }] }],
    ['a case without a name', { ...aRecord, cases: [{ ...aCase, name: '' }] }],
    ['a negative duration', { ...aRecord, duration_ms: -1 }],
    ['a line 0', { ...aRecord, cases: [{ ...aCase, line: 0 }] }],
    ['a coverage above 100', { ...aRecord, coverage: { lines_percent: 101 } }],
    ['a count that is no whole number', { ...aRecord, total: 1.5 }],
    ['a missing count', { ...aRecord, errored: undefined }],
  ])('refuses %s', (_, record) => {
    expect(testExecutionRecord.safeParse(record).success).toBe(false);
  });

  it('describes every field', () => {
    expect(undescribed(z.toJSONSchema(testExecutionRecord), '')).toEqual([]);
  });
});

describe('gateCriteria', () => {
  it('takes criteria in part or none', () => {
    expect(gateCriteria.parse({})).toEqual({});
    const criteria = { min_coverage: 80, max_failures: 2, required_tests: ['math > adds'] };
    expect(gateCriteria.parse(criteria)).toEqual(criteria);
  });

  it.each([
    ['a coverage above 100', { min_coverage: 100.1 }],
    ['a negative coverage', { min_coverage: -1 }],
    ['a negative count', { max_failures: -1 }],
    ['a part of a failure', { max_failures: 0.5 }],
    ['a test without a name', { required_tests: [''] }],
    ['an unknown key', { max_failure: 1 }],
  ])('refuses %s', (_, criteria) => {
    expect(gateCriteria.safeParse(criteria).success).toBe(false);
  });

  it('describes every field', () => {
    expect(undescribed(z.toJSONSchema(gateCriteria), '')).toEqual([]);
  });
});
