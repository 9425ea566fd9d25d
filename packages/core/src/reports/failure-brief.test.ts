import type { FailingCase } from '@uet/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateDecision } from '../gates/verdict.js';
import { failureBrief } from './failure-brief.js';
import { utf8Length } from './report-text.js';

const aCase = (change: Partial<FailingCase> = {}): FailingCase => ({
  name: 'math > adds',
  file: 'src/math.test.ts',
  line: 12,
  message: 'expected 3\nto be 4',
  ...change,
});

const aDecision = (failing: FailingCase[], change: Partial<GateDecision> = {}): GateDecision => ({
  verdict: 'failed',
  reasons: ['2 of 9 cases failed, and 0 may'],
  failing,
  ...change,
});

describe('failureBrief', () => {
  it('tells the reasons, and each case with its place and message', () => {
    const failing = [
      aCase(),
      aCase({ name: 'a\n  b', line: null, message: null }),
      aCase({ name: 'c', file: null, message: 'no' }),
    ];
    expect(failureBrief(aDecision(failing))).toBe(
      [
        'The gate failed: 2 of 9 cases failed, and 0 may.',
        '',
        '1. math > adds (src/math.test.ts:12)',
        '   expected 3',
        '   to be 4',
        '2. a b (src/math.test.ts)',
        '3. c',
        '   no',
      ].join('\n'),
    );
  });

  it('tells why there is no verdict, and nothing of a gate that passed', () => {
    const error = {
      verdict: 'error',
      reasons: ['no report was written', 'the gate changed 1 tracked file (a)'],
    } as const;
    expect(failureBrief({ ...error, reasons: [...error.reasons], failing: [] })).toBe(
      'The gate came to no verdict: no report was written; the gate changed 1 tracked file (a).',
    );
    expect(failureBrief(aDecision([aCase()], { verdict: 'passed' }))).toBe('');
  });

  it('says how many cases it leaves out', () => {
    const many = Array.from({ length: 30 }, (_, index) => aCase({ name: `t${index}` }));
    const brief = failureBrief(aDecision(many));
    expect(brief).toMatch(/^20\. t19 /m);
    expect(brief).toMatch(/\n… and 10 more failing cases$/);
    expect(failureBrief(aDecision(many.slice(0, 3)), { maxCases: 2 })).toMatch(
      /\n… and 1 more failing case$/,
    );
    expect(failureBrief(aDecision(many), { maxBytes: 500 })).toMatch(
      /\n3\. t2 [\s\S]*\n… and 27 more failing cases$/,
    );
  });

  it('gives room that a short case leaves to a long one', () => {
    const brief = failureBrief(aDecision([aCase({ message: 'no' }), aCase({ message: 'x'.repeat(9000) })]), {
      maxBytes: 2000,
    });
    expect(brief).toMatch(/x{1500,}\n\[… cut\]$/);
  });

  it('never gets longer than it may', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    const cases = fc.record({
      name: text,
      file: fc.option(text),
      line: fc.option(fc.nat()),
      message: fc.option(text),
    });
    fc.assert(
      fc.property(
        fc.array(cases, { maxLength: 40 }),
        fc.array(text, { maxLength: 5 }),
        fc.nat(3000),
        (failing, reasons, maxBytes) => {
          const brief = failureBrief(aDecision(failing, { reasons }), { maxBytes });
          expect(utf8Length(brief)).toBeLessThanOrEqual(maxBytes);
        },
      ),
    );
  });
});
