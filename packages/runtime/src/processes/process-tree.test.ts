import { describe, expect, it } from 'vitest';
import type { ProcessRow } from './process-table.js';
import { selectMembers, viewOf } from './process-tree.js';

const row = (pid: number, change: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parentPid: 1,
  groupId: pid,
  sessionId: pid,
  startedAt: 100,
  zombie: false,
  ...change,
});
const root = { pid: 10, startedAt: 50, marker: 'm' };
const nobody = () => false;
const pids = (rows: readonly ProcessRow[]) => rows.map(({ pid }) => pid).sort((a, b) => a - b);

describe('selectMembers', () => {
  it('takes the group, the session, the marked, and the descendants of all these', () => {
    const table = [
      row(10, { startedAt: 50 }),
      row(11, { groupId: 10, sessionId: 10 }),
      row(12, { sessionId: 10 }),
      row(13),
      row(14, { parentPid: 13 }),
      row(15, { parentPid: 14 }),
      row(16),
    ];
    expect(pids(selectMembers(table, root, (pid) => pid === 13))).toEqual([10, 11, 12, 13, 14, 15]);
  });

  it('leaves out zombies, and what is older than the root', () => {
    const table = [row(11, { groupId: 10, startedAt: 40 }), row(12, { groupId: 10, zombie: true })];
    expect(selectMembers(table, root, () => true)).toEqual([]);
  });

  it('does not take the group of a process that got the pid of the root after it', () => {
    const table = [row(10, { startedAt: 99 }), row(11, { groupId: 10, sessionId: 10 }), row(12)];
    expect(pids(selectMembers(table, root, (pid) => pid === 12))).toEqual([12]);
  });

  it('never takes this process', () => {
    const self = row(process.pid, { groupId: 10 });
    expect(selectMembers([self], root, () => true)).toEqual([]);
    expect(selectMembers([row(11, { parentPid: process.pid })], root, nobody)).toEqual([]);
  });
});

describe('viewOf', () => {
  it('names the groups that have only members', () => {
    const mine = [row(11, { groupId: 10 }), row(12, { groupId: 12 }), row(13, { groupId: 20 })];
    const others = [row(20), row(21, { groupId: 12, zombie: true })];
    expect(viewOf([...mine, ...others], mine).groups).toEqual([10, 12]);
  });
});
