import { describe, expect, it } from 'vitest';
import { gatesOf } from './landing-gates.js';

describe('gatesOf', () => {
  it('names gates for their commands, each once', () => {
    const names = Object.keys(
      gatesOf(['npm test -- --ci', 'npm  test --ci', './run', '7z t x'].map((command) => ({ command }))),
    );
    expect(names).toEqual(['npm-test-ci', 'npm-test-ci-2', 'run', 'gate-7z-t-x']);
    const [long = ''] = Object.keys(gatesOf([{ command: `test ${'x'.repeat(200)}` }]));
    expect(long.length).toBeLessThanOrEqual(64);
    expect(Object.keys(gatesOf([{ command: '§§' }]))).toEqual(['gate']);
  });

  it('judges by the exit code where no report is named, and by standard output where no path is', () => {
    expect(
      gatesOf([
        { command: 'a' },
        { command: 'b', report: 'tap' },
        { command: 'c', report: 'junit:out/a:b.xml' },
      ]),
    ).toEqual({
      a: { type: 'custom', run: 'a', report: { format: 'exit_code' } },
      b: { type: 'custom', run: 'b', report: { format: 'tap' } },
      c: { type: 'custom', run: 'c', report: { format: 'junit', path: 'out/a:b.xml' } },
    });
  });
});
