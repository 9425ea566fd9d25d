import { ChangeSet, type Changes, UetError } from '@uet/core';
import { aTask, CountingIds, FixedClock, testId } from '@uet/core/testing';
import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.js';

const changeSet = (): ChangeSet =>
  new ChangeSet({ clock: new FixedClock(), ids: new CountingIds(), actor: 'system' });

/** A change set that changes one column of the named task, and asks for a tick. */
function changeOf(name: string, feedback = name): ChangeSet {
  const changes = changeSet();
  changes.change('tasks', aTask({ id: testId(name) }), { feedback });
  changes.enqueue({ name: 'tick', pool: 'main', subject: testId('run') });
  return changes;
}

/** A writer that keeps what it was given, and fails where it is told to; each write takes a turn. */
function recorder(failure: (changes: Changes) => Error | null = () => null) {
  const written: Changes[] = [];
  const commits = new GroupCommit(async (changes) => {
    written.push(changes);
    await new Promise(setImmediate);
    const error = failure(changes);
    if (error !== null) throw error;
  });
  return { written, commits, tasks: () => written.map(({ updates }) => updates.map(({ id }) => id)) };
}

const has = (changes: Changes, name: string): boolean =>
  changes.updates.some(({ id }) => id === testId(name));

describe('GroupCommit', () => {
  it('writes the first at once, and together what came while it was written', async () => {
    const { commits, tasks, written } = recorder();
    await Promise.all(['a', 'b', 'c'].map((name) => commits.commit(changeOf(name))));
    expect(tasks()).toEqual([[testId('a')], [testId('b'), testId('c')]]);
    expect(written.map(({ jobs }) => jobs.length)).toEqual([1, 1]);
  });

  it('resolves only when the changes are written', async () => {
    const { commits } = recorder();
    const order: string[] = [];
    const first = commits.commit(changeOf('a')).then(() => order.push('a'));
    const second = commits.commit(changeOf('b')).then(() => order.push('b'));
    await Promise.all([first, second]);
    expect(order).toEqual(['a', 'b']);
  });

  it('never writes a row twice in one statement', async () => {
    const { commits, tasks } = recorder();
    const given = ['a', 'b', 'b', 'c'].map((name, index) => commits.commit(changeOf(name, String(index))));
    await Promise.all(given);
    expect(tasks()).toEqual([[testId('a')], [testId('b'), testId('c')], [testId('b')]]);
  });

  it('lets nobody fail for what another one wrote', async () => {
    const stale = new UetError('stale', 'somebody was quicker');
    const { commits } = recorder((changes) => (has(changes, 'c') ? stale : null));
    const ends = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => commits.commit(changeOf(name))));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(ends[2]).toMatchObject({ reason: stale });
  });

  it('does not write again where the database is gone, and goes on when it is back', async () => {
    let isGone = true;
    const gone = new UetError('database_unavailable', 'it does not answer');
    const { commits, written } = recorder(() => (isGone ? gone : null));
    const ends = await Promise.allSettled(['a', 'b', 'c'].map((name) => commits.commit(changeOf(name))));
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    expect(written).toHaveLength(2);
    isGone = false;
    await commits.commit(changeOf('d'));
    expect(written).toHaveLength(3);
  });

  it('keeps the later of two jobs with one key', async () => {
    const { commits, written } = recorder();
    const later = (second: number): ChangeSet => {
      const changes = changeSet();
      const runAt = `2026-01-01T00:00:0${second}.000Z`;
      changes.enqueue({ name: 'tick', pool: 'main', subject: testId('run'), runAt });
      return changes;
    };
    await Promise.all([changeOf('a'), later(1), later(2)].map((changes) => commits.commit(changes)));
    expect(written[1]?.jobs).toMatchObject([{ runAt: '2026-01-01T00:00:02.000Z' }]);
  });

  it('writes a large change set by itself', async () => {
    const { commits, written } = recorder();
    const large = changeSet();
    for (let n = 0; n < 1200; n += 1) large.insert('tasks', aTask({ id: testId(`n${n}`) }));
    const all = [changeOf('a'), changeOf('b'), large, changeOf('c')];
    await Promise.all(all.map((changes) => commits.commit(changes)));
    expect(written.map(({ inserts, updates }) => inserts.length + updates.length)).toEqual([1, 2, 1200]);
  });

  it('writes nothing for nothing', async () => {
    const { commits, written } = recorder();
    await commits.commit(changeSet());
    expect(written).toEqual([]);
  });
});
