import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestRepository, testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { type MoveStep, moveBranch, recoverCheckouts } from './index.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

const ref = 'refs/heads/main';
const child = join(import.meta.dirname, '../../../test/support/move-branch-child.ts');

const before = { 'a.txt': '1\n', 'gone.txt': 'g\n', 'm.slow': 'slow\n', swap: 'file\n', 'z.txt': 'z\n' };
const after = {
  'a.txt': '2\n',
  'gone.txt': null,
  'm.slow': 'SLOW\n',
  swap: null,
  'swap/x': 'x\n',
  'new.txt': 'n\n',
};

async function twoCommits() {
  const repository = await testRepository(parent);
  const oldCommit = await repository.commit({ '.gitattributes': '*.slow filter=slow\n', ...before });
  const newCommit = await repository.commit(after);
  await repository.git(['reset', '--quiet', '--hard', oldCommit]);
  return { ...repository, oldCommit, newCommit };
}

interface Commits extends TestRepository {
  readonly oldCommit: string;
  readonly newCommit: string;
}

/** Starts a move in a process of its own, in its own group. */
function startMove({ folder, oldCommit, newCommit }: Commits, killAt: string) {
  const args = ['--conditions=source', '--import', 'tsx', child, folder, oldCommit, newCommit, killAt];
  return spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '../../..'),
    env: { ...process.env, SCRATCH: parent },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function finishedMove(commits: Commits): Promise<void> {
  const { folder, git, open, oldCommit, newCommit } = commits;
  const place = await open();
  expect(await moveBranch(place, { ref, oldCommit, newCommit, reason: 'uet: land' })).toEqual({
    moved: true,
  });
  await expectMoved(commits);
  expect(await git(['rev-parse', ref])).toBe(newCommit);
  expect(await readFile(join(folder, 'swap/x'), 'utf8')).toBe('x\n');
}

async function expectMoved({ folder, git }: Commits): Promise<void> {
  expect(await git(['status', '--porcelain'])).toBe('');
  expect(existsSync(join(folder, '.git/index.lock'))).toBe(false);
  expect(existsSync(join(folder, '.git/uet'))).toBe(false);
}

/** A smudge filter that tells that it runs, and goes on when it may. */
async function blockFilter({ folder, git }: Commits) {
  const [started, mayGoOn] = [join(folder, '.git/started'), join(folder, '.git/go-on')];
  const script = join(folder, '.git/slow.sh');
  await writeFile(script, `touch "${started}"\nwhile [ ! -e "${mayGoOn}" ]; do sleep 0.05; done\ncat\n`);
  await git(['config', 'filter.slow.smudge', `sh "${script}"`]);
  await git(['config', 'filter.slow.clean', 'cat']);
  const isStarted = new Promise<void>((resolve) => {
    const watcher = watch(join(folder, '.git'), () => {
      if (!existsSync(started)) return;
      watcher.close();
      resolve();
    });
  });
  return { isStarted, goOn: () => writeFile(mayGoOn, '') };
}

describe('moveBranch, killed', () => {
  const steps: MoveStep[] = ['checkout_locked', 'files_moved', 'branch_moved', 'index_moved'];
  it.each(steps)('is completed by the next call after a kill at %s', async (step) => {
    const commits = await twoCommits();
    const [, signal] = await once(startMove(commits, step), 'exit');
    expect(signal).toBe('SIGKILL');
    const tip = await commits.git(['rev-parse', ref]);
    expect(tip).toBe(['branch_moved', 'index_moved'].includes(step) ? commits.newCommit : commits.oldCommit);
    expect(existsSync(join(commits.folder, '.git/index.lock'))).toBe(true);
    await finishedMove(commits);
  });

  it.each(['files_moved', 'branch_moved'])(
    'is brought to one of the two commits by recoverCheckouts after a kill at %s',
    async (step) => {
      const commits = await twoCommits();
      await once(startMove(commits, step), 'exit');
      const place = await commits.open();
      await recoverCheckouts(place);
      await expectMoved(commits);
    },
  );

  it('is completed after a kill of git and its filter in the middle of the files', async () => {
    const commits = await twoCommits();
    const filter = await blockFilter(commits);
    const moving = startMove(commits, 'none');
    await filter.isStarted;
    process.kill(-(moving.pid ?? 0), 'SIGKILL');
    await once(moving, 'exit');
    await filter.goOn();
    await finishedMove(commits);
  });

  it('does not touch the checkout while a git that outlived the kill still writes', async () => {
    const commits = await twoCommits();
    const filter = await blockFilter(commits);
    const moving = startMove(commits, 'none');
    await filter.isStarted;
    moving.kill('SIGKILL');
    await once(moving, 'exit');
    const { oldCommit, newCommit } = commits;
    const place = await commits.open();
    await expect(moveBranch(place, { ref, oldCommit, newCommit, reason: 'uet: land' })).rejects.toMatchObject(
      { code: 'repository_locked' },
    );
    await filter.goOn();
    await finishedMove(commits);
  });

  it('brings the files back where a filter fails, and goes on once it works', async () => {
    const commits = await twoCommits();
    const { git, open, oldCommit, newCommit } = commits;
    await git(['config', 'filter.slow.required', 'true']);
    await git(['config', 'filter.slow.clean', 'cat']);
    await git(['config', 'filter.slow.smudge', 'grep slow']);
    const place = await open();
    await expect(moveBranch(place, { ref, oldCommit, newCommit, reason: 'uet: land' })).rejects.toMatchObject(
      { code: 'git_failed', message: expect.stringContaining('m.slow') },
    );
    expect(await git(['rev-parse', ref])).toBe(oldCommit);
    await expectMoved(commits);
    await git(['config', 'filter.slow.smudge', 'cat']);
    await finishedMove(commits);
  });

  it('keeps what a person wrote after the kill, and says so', async () => {
    const commits = await twoCommits();
    await once(startMove(commits, 'files_moved'), 'exit');
    await commits.write({ 'a.txt': 'written after the crash\n' });
    const { folder, git, oldCommit, newCommit } = commits;
    const place = await commits.open();
    await expect(moveBranch(place, { ref, oldCommit, newCommit, reason: 'uet: land' })).rejects.toMatchObject(
      { code: 'target_dirty', message: expect.stringContaining('a.txt') },
    );
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('written after the crash\n');
    expect(await git(['status', '--porcelain'])).toBe(' M a.txt');
    expect(existsSync(join(folder, '.git/index.lock'))).toBe(false);
  });
});
