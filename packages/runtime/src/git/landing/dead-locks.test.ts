import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { inspectRepository } from '../inspect-repository.js';
import { removeDeadLocks } from './dead-locks.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

const ref = 'refs/heads/main';
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

/** A repository with a lock of this age, and how to look for it after the dead ones were removed. */
async function withLock(name: string, text: string, lockedAt: Date) {
  const test = await testRepository(parent);
  const commit = await test.commit({ 'a.txt': 'a\n' });
  const path = join(test.folder, '.git', name);
  await writeFile(path, text.replace('COMMIT', commit));
  await utimes(path, lockedAt, lockedAt);
  const repository = await inspectRepository(test.folder);
  return async (preparedAt: Date): Promise<boolean> => {
    await removeDeadLocks(repository, { ref, commit, preparedAt });
    return existsSync(path);
  };
}

describe('removeDeadLocks', () => {
  it.each([
    ['the lock of the branch that names the commit', `${ref}.lock`, 'COMMIT\n'],
    ['the lock of the branch that is empty still', `${ref}.lock`, ''],
    ['the empty lock of a HEAD that is on the branch', 'HEAD.lock', ''],
  ])('removes %s', async (_, name, text) => {
    const isLeft = await withLock(name, text, minutesAgo(1));
    expect(await isLeft(minutesAgo(2))).toBe(false);
  });

  it('waits until a lock has stood for longer than a living git needs it', async () => {
    const lockedAt = new Date();
    const isLeft = await withLock('HEAD.lock', '', lockedAt);
    expect(await isLeft(minutesAgo(2))).toBe(false);
    expect(Date.now() - lockedAt.getTime()).toBeGreaterThanOrEqual(1_900);
  });

  it.each([
    ['one that is older than the move', `${ref}.lock`, 'COMMIT\n', 3],
    ['one that names another commit', `${ref}.lock`, `${'1'.repeat(40)}\n`, 1],
    ['the lock of an index', 'index.lock', '', 1],
    ['the lock of another branch', 'refs/heads/other.lock', 'COMMIT\n', 1],
  ])('leaves %s', async (_, name, text, age) => {
    const isLeft = await withLock(name, text, minutesAgo(age));
    expect(await isLeft(minutesAgo(2))).toBe(true);
  });
});
