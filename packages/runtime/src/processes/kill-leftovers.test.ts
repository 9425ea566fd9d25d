import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAlive, testFolder } from '../../test/support/process-runs.js';
import { groupOf, killLeftovers } from './kill-leftovers.js';
import { hasProc, type ProcessRow } from './process-table.js';
import { markerVariable } from './process-tree.js';

const folder = await testFolder();

/** Starts what a dead worker would have left behind: a program, a child of it, and a daemon. */
async function abandon(marker: string): Promise<number[]> {
  const file = join(folder, marker);
  const daemon = `setsid sh -c 'echo $$ >> ${file}; exec sleep 60' &`;
  const text = `${daemon} sleep 60 & echo $! >> ${file}; echo $$ >> ${file}; wait`;
  spawn('sh', ['-c', text], {
    env: { PATH: process.env.PATH, [markerVariable]: marker },
    detached: true,
    stdio: 'ignore',
  });
  for (;;) {
    const pids = await readFile(file, 'utf8').then(
      (lines) => lines.trim().split('\n').map(Number),
      () => [],
    );
    if (pids.length === 3) return pids;
  }
}

describe('killLeftovers', () => {
  it.runIf(hasProc)('kills the whole tree of its marker and no other', async () => {
    const [mine, other] = [await abandon('mine-1'), await abandon('mine-12')];
    const killed = await killLeftovers('mine-1');
    expect(killed).toEqual(expect.arrayContaining(mine));
    for (const pid of mine) expect(await isAlive(pid)).toBe(false);
    for (const pid of other) expect(await isAlive(pid)).toBe(true);
    expect((await killLeftovers('mine-12')).length).toBe(3);
  });

  it('finds nothing where nothing is left', async () => {
    expect(await killLeftovers('no-such-marker', { pid: 1, startedAt: '2020-01-01T00:00:00.000Z' })).toEqual(
      [],
    );
  });
});

describe('groupOf', () => {
  const row = (pid: number, groupId: number, startedAt: number): ProcessRow => ({
    pid,
    groupId,
    parentPid: 1,
    sessionId: null,
    startedAt,
    zombie: false,
  });
  const startedAt = '2026-01-31T12:00:00.000Z';
  const seconds = Date.parse(startedAt) / 1000;

  it('is the group of a leader that was started then', () => {
    const table = [row(10, 10, seconds), row(11, 10, seconds + 60), row(12, 12, seconds)];
    expect(groupOf(table, { pid: 10, startedAt }).map(({ pid }) => pid)).toEqual([10, 11]);
  });

  it('is empty where the leader is gone or its pid belongs to another process', () => {
    expect(groupOf([row(11, 10, seconds)], { pid: 10, startedAt })).toEqual([]);
    expect(groupOf([row(10, 10, seconds + 3_600)], { pid: 10, startedAt })).toEqual([]);
  });
});
