import { describe, expect, it } from 'vitest';
import { caseRows, type GateCase, locationOf, selectCases } from './cases';

const aCase = (change: Partial<GateCase>): GateCase => ({
  name: 'adds',
  file: 'test/sum.test.ts',
  suite: 'sum',
  status: 'passed',
  duration_ms: 1,
  message: null,
  line: null,
  flaky: false,
  ...change,
});

const cases = [
  aCase({}),
  aCase({ name: 'throws', status: 'skipped' }),
  aCase({ name: 'parses', suite: 'parse', status: 'passed', flaky: true }),
  aCase({ name: 'rejects', suite: 'parse', status: 'failed' }),
  aCase({ name: 'loads', suite: null, status: 'passed' }),
];
const all = { search: '', statuses: [], flakyOnly: false, folded: new Set<string>() } as const;

describe('selectCases', () => {
  it('finds by words of suite, name and file, by status, and what is flaky', () => {
    const names = (selection: object): string[] =>
      selectCases(cases, { ...all, ...selection }).map(({ name }) => name);
    expect(names({ search: 'SUM throw' })).toEqual(['throws']);
    expect(names({ search: 'parse' })).toEqual(['parses', 'rejects']);
    expect(names({ statuses: ['failed', 'skipped'] })).toEqual(['throws', 'rejects']);
    expect(names({ flakyOnly: true })).toEqual(['parses']);
  });
});

describe('caseRows', () => {
  it('groups by suite, what failed first', () => {
    const rows = caseRows(cases, new Set());
    expect(rows.map((row) => (row.kind === 'suite' ? `# ${row.name}` : row.test.name))).toEqual([
      '# parse',
      'rejects',
      'parses',
      '# sum',
      'throws',
      'adds',
      '# test/sum.test.ts',
      'loads',
    ]);
  });

  it('hides the cases of a folded suite', () => {
    expect(caseRows(cases, new Set(['suite parse', 'suite sum'])).map(({ kind }) => kind)).toEqual([
      'suite',
      'suite',
      'suite',
      'case',
    ]);
  });

  it('is quick with 10,000 cases', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      aCase({ suite: `s${index % 100}`, name: `t${index}` }),
    );
    expect(caseRows(many, new Set())).toHaveLength(10_100);
  });
});

describe('locationOf', () => {
  it('is as an editor opens it', () => {
    expect(locationOf({ file: 'a.ts', line: 3 })).toBe('a.ts:3');
    expect(locationOf({ file: 'a.ts', line: null })).toBe('a.ts');
    expect(locationOf({ file: null, line: 3 })).toBeNull();
  });
});
