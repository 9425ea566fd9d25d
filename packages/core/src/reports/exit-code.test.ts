import { describe, expect, it } from 'vitest';
import { readExitCode } from './exit-code.js';

describe('readExitCode', () => {
  it('makes one case, named after the gate', () => {
    expect(readExitCode({ text: 'all fine', exitCode: 0, gateName: 'lint' }).cases).toMatchObject([
      { name: 'lint', status: 'passed', message: null },
    ]);
    expect(readExitCode({ text: '', exitCode: 3 }).cases).toMatchObject([
      { name: 'command', status: 'failed', message: 'exit code 3' },
    ]);
  });

  it('tells the end of the output of a failure', () => {
    const text = `${'noise\n'.repeat(10_000)}src/a.c:1: error\n`;
    const message = readExitCode({ text, exitCode: 1 }).cases[0]?.message ?? '';
    expect(message).toMatch(/^exit code 1\n\[cut …\]\n[\s\S]*src\/a\.c:1: error$/);
    expect(message.length).toBeLessThan(6100);
  });

  it.each([
    [126, /could not run/],
    [127, /did not find/],
    [137, /killed by signal 9 /],
    [159, /killed by signal 31 /],
  ])('refuses exit code %i, with which a shell speaks for itself', (exitCode, says) => {
    expect(() => readExitCode({ text: '', exitCode })).toThrowError(
      expect.objectContaining({ code: 'bad_report', message: expect.stringMatching(says) }),
    );
  });

  it.each([1, 2, 128, 160, 255])('takes exit code %i for a failure', (exitCode) => {
    expect(readExitCode({ text: '', exitCode }).cases).toMatchObject([{ status: 'failed' }]);
  });
});
