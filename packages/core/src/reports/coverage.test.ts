import type { CoverageFormat } from '@uet/schemas';
import { describe, expect, it } from 'vitest';
import { coverageFormats } from './coverage.js';

const summary = (lines: unknown): string => JSON.stringify({ total: { lines, branches: { pct: 1 } } });
const cobertura = (attributes: string): string =>
  `<?xml version="1.0"?>\n<coverage ${attributes}><packages><package line-rate="0.1"/></packages></coverage>`;
const lcov = (...lines: string[]): string => lines.join('\n');

describe('coverageFormats', () => {
  it.each<[CoverageFormat, string, number]>([
    ['json_summary', summary({ total: 200, covered: 161, skipped: 0, pct: 80.5 }), 80.5],
    ['json_summary', summary({ total: 3, covered: 2, skipped: 0, pct: 66.66 }), 200 / 3],
    ['json_summary', summary({ total: 7, covered: 0, skipped: 0, pct: 0 }), 0],
    ['cobertura', cobertura('line-rate="0.805"'), 80.5],
    ['cobertura', cobertura('line-rate="1" lines-covered="8" lines-valid="8"'), 100],
    ['cobertura', cobertura('line-rate="0.67" lines-covered="2" lines-valid="3"'), 200 / 3],
    ['cobertura', cobertura('line-rate="1e-1"'.replace('1e-1', '.1e-1')), 1],
    ['cobertura', cobertura('line-rate="0" lines-covered="3"'), 0],
    [
      'lcov',
      lcov(
        'TN:',
        'SF:a.js',
        'DA:1,1',
        'LF:4',
        'LH:3',
        'end_of_record',
        'SF:b.js',
        'LF:4\r',
        'LH:4',
        'end_of_record',
      ),
      87.5,
    ],
  ])('reads %s', (format, text, percent) => {
    expect(coverageFormats[format].read(text).lines_percent).toBeCloseTo(percent, 10);
  });

  it.each<[string, CoverageFormat, string, RegExp]>([
    ['an empty file', 'lcov', '\n', /empty/],
    ['no JSON', 'json_summary', '{', /not JSON/],
    ['no total', 'json_summary', '{}', /`total` is missing/],
    ['no lines', 'json_summary', '{"total":{}}', /`total\.lines` is missing/],
    ['no counts', 'json_summary', summary({ pct: 100 }), /`total\.lines\.covered` is missing/],
    [
      'no measured line',
      'json_summary',
      summary({ total: 0, covered: 0, pct: 'Unknown' }),
      /no lines were measured/,
    ],
    [
      'an unknown share',
      'json_summary',
      summary({ total: 1, covered: 1, pct: 'Unknown' }),
      /pct` is not a number/,
    ],
    [
      'a share that its counts deny',
      'json_summary',
      summary({ total: 10, covered: 5, pct: 90 }),
      /is 90 percent, but .* make 50\.00/,
    ],
    [
      'more run than there are',
      'json_summary',
      summary({ total: 1, covered: 2, pct: 200 }),
      /2 lines were run, of 1/,
    ],
    ['another root', 'cobertura', '<report/>', /root element is <report>/],
    ['no rate', 'cobertura', '<coverage/>', /no line-rate from 0 to 1, but none/],
    [
      'a rate in percent',
      'cobertura',
      cobertura('line-rate="80.5"'),
      /line-rate="80\.5", which is no number/,
    ],
    ['a rate above 1', 'cobertura', cobertura('line-rate="1.5"'), /no line-rate from 0 to 1, but 1\.5/],
    ['a rate that is none', 'cobertura', cobertura('line-rate="NaN"'), /line-rate="NaN"/],
    [
      'a rate that its counts deny',
      'cobertura',
      cobertura('line-rate="1" lines-covered="1" lines-valid="2"'),
      /line-rate is 100 percent/,
    ],
    [
      'no measured line',
      'cobertura',
      cobertura('line-rate="1" lines-covered="0" lines-valid="0"'),
      /no lines were measured/,
    ],
    [
      'a DOCTYPE',
      'cobertura',
      `<!DOCTYPE coverage SYSTEM "x">${cobertura('line-rate="1"').slice(22)}`,
      /DOCTYPE/,
    ],
    ['no file', 'lcov', 'TN:\n', /no lines were measured/],
    ['a file that is cut', 'lcov', lcov('SF:a.js', 'LF:1', 'LH:1'), /no end_of_record/],
    ['a file without counts', 'lcov', lcov('SF:a.js', 'DA:1,1', 'end_of_record'), /without its counts/],
    ['a file without its hits', 'lcov', lcov('SF:a.js', 'LF:1', 'end_of_record'), /without its counts/],
    ['an end without a file', 'lcov', lcov('LF:1', 'LH:1', 'end_of_record'), /without its counts/],
    ['a file in a file', 'lcov', lcov('SF:a.js', 'SF:b.js'), /begins before the one above it ended/],
    ['a count that is none', 'lcov', lcov('SF:a.js', 'LF:many'), /"LF:many" is not a count/],
    [
      'more run than there are',
      'lcov',
      lcov('SF:a.js', 'LF:1', 'LH:2', 'end_of_record'),
      /2 lines were run, of 1/,
    ],
  ])('refuses %s (%s)', (_, format, text, says) => {
    expect(() => coverageFormats[format].read(text)).toThrowError(
      expect.objectContaining({ code: 'bad_report', message: expect.stringMatching(says) }),
    );
  });
});
