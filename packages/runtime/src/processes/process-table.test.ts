import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  hasProc,
  hasVariable,
  parsePsLine,
  parseStat,
  readProcessTable,
  readPsTable,
} from './process-table.js';

const hasPs = ['/bin/ps', '/usr/bin/ps'].some((path) => existsSync(path));

describe('parseStat', () => {
  it('reads a name with spaces and parentheses', () => {
    const rest = 'S 40 42 42 0 -1 4194304 96 0 1 0 0 0 0 0 20 0 1 0 150241 2654208 385';
    expect(parseStat(`42 (a) b (c)) ${rest}\n`)).toEqual({
      pid: 42,
      parentPid: 40,
      groupId: 42,
      sessionId: 42,
      startedAt: 150241,
      zombie: false,
    });
    expect(parseStat('7 (sh) Z 1 7 7 0 -1')).toMatchObject({ pid: 7, zombie: true });
  });
});

describe('parsePsLine', () => {
  it('reads a line and refuses what is none', () => {
    const row = parsePsLine('  501   1  501 Ss   Fri Nov 20 03:33:00 2026');
    expect(row).toMatchObject({ pid: 501, parentPid: 1, groupId: 501, sessionId: null, zombie: false });
    expect(row?.startedAt).toBe(Date.parse('2026-11-20T03:33:00Z') / 1000);
    expect(parsePsLine('  502   1  501 Z+   Fri Nov 20 03:33:00 2026')?.zombie).toBe(true);
    expect([parsePsLine(''), parsePsLine('1 2 3 S no date')]).toEqual([null, null]);
  });
});

describe.each([
  ['readProcessTable', readProcessTable, true],
  ['readPsTable', readPsTable, hasPs],
])('%s', (_, read, possible) => {
  it.runIf(possible)('has this process and its children', async () => {
    const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
    const table = await read();
    const [own, row] = [process.pid, child.pid].map((pid) =>
      table.find((candidate) => candidate.pid === pid),
    );
    child.kill('SIGKILL');
    expect(own).toMatchObject({ parentPid: process.ppid, zombie: false });
    expect(row).toMatchObject({ parentPid: process.pid, groupId: child.pid });
    expect(row?.startedAt).toBeGreaterThanOrEqual(own?.startedAt ?? Number.NaN);
  });
});

describe('hasVariable', () => {
  it.runIf(hasProc)('knows the variable by its whole name and value', async () => {
    const child = spawn('sleep', ['60'], { env: { FIRST: 'one', MARK: 'abc' }, stdio: 'ignore' });
    await new Promise((resolve) => child.once('spawn', resolve));
    const pid = child.pid ?? 0;
    const answers = [
      hasVariable(pid, 'FIRST', 'one'),
      hasVariable(pid, 'MARK', 'abc'),
      hasVariable(pid, 'MARK', 'ab'),
      hasVariable(pid, 'ARK', 'abc'),
    ];
    child.kill('SIGKILL');
    expect(answers).toEqual([true, true, false, false]);
    expect(hasVariable(2 ** 22 + 1, 'MARK', 'abc')).toBe(false);
  });
});
