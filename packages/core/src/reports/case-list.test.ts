import { describe, expect, it } from 'vitest';
import { MAX_REPORT_CASES, openCaseList } from './case-list.js';

describe('openCaseList', () => {
  it('takes 500,000 cases and no more', () => {
    const { cases, add } = openCaseList();
    for (let count = 0; count < MAX_REPORT_CASES; count += 1) add({ name: 'a', status: 'passed' });
    expect(cases).toHaveLength(500_000);
    expect(() => add({ name: 'a', status: 'passed' })).toThrowError(
      expect.objectContaining({ code: 'bad_report', message: expect.stringMatching(/500,000/) }),
    );
  });

  it('writes null for whatever says nothing', () => {
    const { cases, add } = openCaseList('/tree');
    add({
      name: '',
      status: 'failed',
      suite: ' ',
      file: '',
      line: 1.5,
      durationMs: Number.NaN,
      message: '\n',
    });
    add({ name: '/tree/a.ts', status: 'failed', file: '/tree/a.ts', line: -1, durationMs: -1 });
    expect(cases).toEqual([
      {
        name: '(no name)',
        status: 'failed',
        suite: null,
        file: null,
        line: null,
        duration_ms: null,
        message: null,
      },
      {
        name: 'a.ts',
        status: 'failed',
        suite: null,
        file: 'a.ts',
        line: null,
        duration_ms: null,
        message: null,
      },
    ]);
  });
});
