import { UetError } from '@uet/core';
import { describe, expect, it } from 'vitest';
import { reportError } from './output.js';

function report(
  error: unknown,
  { json = false, env = {} }: { json?: boolean; env?: NodeJS.ProcessEnv } = {},
) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const cli = {
    stdout: { write: (text: string | Uint8Array) => stdout.push(String(text)) },
    stderr: { write: (text: string | Uint8Array) => stderr.push(String(text)) },
    env,
  };
  const exitCode = reportError(cli, error, { json });
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

describe('reportError', () => {
  it('tells what, where and what to do, in words and as one object', () => {
    const error = new UetError('bad_argument', 'it is wrong', { where: '--x', hint: 'mend it' });
    expect(report(error, { json: true })).toEqual({
      exitCode: 2,
      stdout: '{"error":{"code":"bad_argument","message":"it is wrong","where":"--x","hint":"mend it"}}\n',
      stderr: 'error: --x: it is wrong\nhint:  mend it\n',
    });
  });

  it('does not say twice where it is', () => {
    expect(report(new UetError('bad_argument', '--x is wrong', { where: '--x' })).stderr).toBe(
      'error: --x is wrong\n',
    );
  });

  it('takes what nobody expected for a fault of its own, and shows the way there only when asked', () => {
    expect(report(new TypeError('x is not a function'))).toEqual({
      exitCode: 5,
      stdout: '',
      stderr: 'error: x is not a function\nhint:  this is a fault of uet; UET_DEBUG=1 shows where\n',
    });
    expect(report(new TypeError('x'), { env: { UET_DEBUG: '1' } }).stderr).toMatch(/TypeError: x\n {4}at /);
    expect(report('thrown text', { json: true }).stdout).toContain(
      '"code":"internal","message":"thrown text"',
    );
    expect(
      report(Object.assign(new Error('write: no space'), { code: 'ENOSPC' }), { json: true }).stdout,
    ).toContain('disk_full');
  });
});
