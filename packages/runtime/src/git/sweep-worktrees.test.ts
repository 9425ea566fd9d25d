import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectRepository } from './inspect-repository.js';
import { ownerPrefix } from './process-owner.js';
import { sweepWorktrees } from './sweep-worktrees.js';
import { fingerprint } from './testing/repository-fingerprint.js';
import { type SamplePool, samplePool } from './testing/sample-pool.js';
import { readFiles } from './testing/sample-repository.js';
import { openWorkspace } from './workspace-repository.js';

let here: SamplePool;
let children: ChildProcess[] = [];

beforeEach(async () => {
  here = await samplePool();
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await here.remove();
});

const script = fileURLToPath(new URL('testing/lease-forever.ts', import.meta.url));

/** Starts a process that leases, captures and releases; `lines` are its steps. */
function start(home: string, ...commits: string[]) {
  const args = ['--conditions=source', '--import=tsx', script, home, here.sample.path, ...commits];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Kills as soon as so many files and folders are there: in the middle of whatever makes them. */
async function killAt(child: ChildProcess, folder: string, count: number, except = '/'): Promise<void> {
  const seen = async (): Promise<number> => {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    return names.filter((name) => !name.startsWith(except)).length;
  };
  while ((await seen()) < count && child.exitCode === null) await nextTurn();
  await kill(child);
}

async function poolNames(): Promise<string[]> {
  const { folder } = await here.openWorkspace();
  return readdir(path.join(folder, 'pools'));
}

describe('sweepWorktrees', () => {
  it('finds nothing where nothing is', async () => {
    expect(await sweepWorktrees(path.join(here.folder, 'no such home'))).toBe(0);
  });

  it('removes what a killed process left, whenever it was killed, and harms nothing else', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`d${index % 20}/f${index}`, `${index}\n`]),
    );
    const first = await here.sample.commit(files);
    const second = await here.sample.commit({ ...files, 'd1/f1': 'changed\n', d2: null });
    const before = await fingerprint(here.sample.path);
    const { folder } = await here.openWorkspace();
    const [mine = ''] = await poolNames();
    for (const count of [1, 40, 200, 330]) {
      const { child, lines } = start(here.home, first, second);
      await lines.next();
      await killAt(child, path.join(folder, 'pools'), count, mine);
      const pools = await poolNames();
      expect(await sweepWorktrees(here.home), `at ${count}`).toBeGreaterThanOrEqual(pools.length - 1);
      expect(await poolNames()).toEqual([mine]);
      expect((await readdir(folder)).sort()).toEqual(['pools', 'repo.git']);
      const worktree = await here.pool.lease(first);
      expect((await worktree.capture()).isEmpty).toBe(true);
      await worktree.release();
    }
    expect(await fingerprint(here.sample.path)).toEqual(before);
  });

  it('finds no half-made workspace, whenever its maker was killed', async () => {
    const commit = await here.sample.commit({ a: 'a\n' });
    const { gitDir } = await here.openWorkspace();
    const sound = await fingerprint(gitDir);
    const repository = await inspectRepository(here.sample.path);
    for (const count of [2, 4, 9, 14, 18]) {
      const home = path.join(here.folder, `home ${count}`);
      await killAt(start(home, commit).child, home, count);
      const [name = ''] = await readdir(path.join(home, 'workspaces')).catch(() => []);
      const half = path.join(home, 'workspaces', name, 'repo.git');
      if (existsSync(half)) expect(await fingerprint(half), `at ${count}`).toEqual(sound);
      const workspace = await openWorkspace({ home, repository });
      await sweepWorktrees(home);
      expect(await fingerprint(workspace.gitDir), `at ${count}`).toEqual(sound);
      expect((await readdir(workspace.folder)).filter((each) => each !== 'pools')).toEqual(['repo.git']);
    }
  });

  it('leaves the worktrees of live processes alone, this one and others', async () => {
    const commit = await here.sample.commit({ a: 'a\n' });
    const mine = await here.pool.lease(commit);
    const { child, lines } = start(here.home, commit);
    let theirs = '';
    while (!theirs.startsWith('leased')) theirs = (await lines.next()).value;
    expect(await sweepWorktrees(here.home)).toBe(0);
    expect(existsSync(theirs.replace('leased ', ''))).toBe(true);
    expect((await mine.capture()).isEmpty).toBe(true);
    // It goes on working after the sweep.
    for (let step = 0; step < 6; step += 1) expect((await lines.next()).done).toBe(false);
    await kill(child);
    expect(await sweepWorktrees(here.home)).toBe(1);
    expect(await readFiles(mine.path)).toEqual(await readFiles(here.sample.path));
  });

  it('takes a recycled pid for dead, and waits a week for other machines', async () => {
    const { folder } = await here.openWorkspace();
    const [host, pid, begun] = (await ownerPrefix()).split('-');
    const recycled = `${host}-${pid}-${Number(begun) - 1000}-x`;
    const elsewhere = `000000-${pid}-${begun}-x`;
    const old = `000000-${pid}-${begun}-old`;
    for (const name of [recycled, elsewhere, old, 'not ours'])
      await mkdir(path.join(folder, 'pools', name, 'trees'), { recursive: true });
    const tenDaysAgo = new Date(Date.now() - 10 * 24 * 3600 * 1000);
    await utimes(path.join(folder, 'pools', old), tenDaysAgo, tenDaysAgo);
    expect(await sweepWorktrees(here.home)).toBe(2);
    expect(await poolNames()).toEqual(expect.arrayContaining([elsewhere, 'not ours']));
    expect(await poolNames()).toHaveLength(3);
  });
});
