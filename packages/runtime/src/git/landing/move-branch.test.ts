import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { people, type TestRepository, testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { inspectRepository } from '../inspect-repository.js';
import { findCheckouts } from './find-checkouts.js';
import { buildCandidate, isLanded, type LandingPlace, moveBranch } from './index.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

const ref = 'refs/heads/main';
const reason = 'uet: land';

/** A repository with two commits; the checkout is at the first, the second is on no branch. */
async function twoCommits(
  before: Parameters<TestRepository['commit']>[0],
  after: Parameters<TestRepository['commit']>[0],
) {
  const repository = await testRepository(parent);
  const oldCommit = await repository.commit(before);
  const newCommit = await repository.commit(after);
  await repository.git(['reset', '--quiet', '--hard', oldCommit]);
  return { ...repository, oldCommit, newCommit, place: await repository.open() };
}

const tipOf = ({ git }: TestRepository): Promise<string> => git(['rev-parse', ref]);
const statusOf = ({ git }: TestRepository): Promise<string> => git(['status', '--porcelain', '--ignored']);

describe('moveBranch', () => {
  it('makes, moves, and refuses to move a branch that is elsewhere', async () => {
    const { place, oldCommit, newCommit, git } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    const move = (from: string | null, to: string) =>
      moveBranch(place, { ref: 'refs/heads/lane', oldCommit: from, newCommit: to, reason });
    expect(await move(oldCommit, newCommit)).toEqual({ moved: false, actual: null });
    expect(await move(null, oldCommit)).toEqual({ moved: true });
    expect(await move(null, newCommit)).toEqual({ moved: false, actual: oldCommit });
    expect(await move(oldCommit, newCommit)).toEqual({ moved: true });
    expect(await move(oldCommit, newCommit), 'a repeated call finds its work done').toEqual({ moved: true });
    expect(await git(['log', '-g', '--format=%gs', 'lane'])).toBe('uet: land\nuet: land');
  });

  it('lets exactly one of several rivals win', async () => {
    const { place, oldCommit, commit, git, open } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    await git(['branch', 'lane', oldCommit]);
    const rivals = await Promise.all([place, await open(), await open()].map(async (each) => each));
    const commits: string[] = [];
    for (const index of rivals.keys()) {
      commits.push(await commit({ a: `${index}\n` }));
      await git(['reset', '--quiet', '--hard', oldCommit]);
    }
    const results = await Promise.all(
      rivals.map((each, index) =>
        moveBranch(each, { ref: 'refs/heads/lane', oldCommit, newCommit: commits[index] ?? '', reason }),
      ),
    );
    expect(results.filter(({ moved }) => moved)).toHaveLength(1);
    const winner = commits[results.findIndex(({ moved }) => moved)];
    for (const result of results) if (!result.moved) expect(result.actual).toBe(winner);
  });

  it('waits for a lock, then names it and leaves it alone', async () => {
    const { place, folder, oldCommit, newCommit } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    const lock = join(folder, '.git/refs/heads/lane.lock');
    await writeFile(lock, '');
    const change = { ref: 'refs/heads/lane', oldCommit: null, newCommit, reason };
    await expect(moveBranch(place, change)).rejects.toMatchObject({
      code: 'repository_locked',
      where: expect.stringContaining('lane.lock'),
    });
    expect(existsSync(lock)).toBe(true);
    const moving = moveBranch(place, { ...change, newCommit: oldCommit });
    await rm(lock);
    expect(await moving).toEqual({ moved: true });
  });

  it('refuses a commit that lost objects, and a branch that is another name', async () => {
    const { place, git, folder, oldCommit, newCommit } = await twoCommits({ 'd/a': '1\n' }, { 'd/a': '2\n' });
    await git(['symbolic-ref', 'refs/heads/alias', ref]);
    await expect(
      moveBranch(place, { ref: 'refs/heads/alias', oldCommit, newCommit, reason }),
    ).rejects.toMatchObject({ code: 'bad_target' });
    const blob = await git(['rev-parse', `${newCommit}:d/a`]);
    await rm(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    await expect(
      moveBranch(place, { ref: 'refs/heads/lane', oldCommit: null, newCommit, reason }),
    ).rejects.toMatchObject({ code: 'overtaken', message: expect.stringContaining(blob) });
  });

  it('goes on after its git process was killed', async () => {
    const { place, oldCommit, newCommit } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    const lane = { ref: 'refs/heads/lane', reason };
    await moveBranch(place, { ...lane, oldCommit: null, newCommit: oldCommit });
    await place.refs.close();
    expect(await moveBranch(place, { ...lane, oldCommit, newCommit })).toEqual({ moved: true });
  });
});

describe('moveBranch on a branch that is checked out', () => {
  it('moves files and index along, and leaves what it does not know alone', async () => {
    const moved = await twoCommits(
      { 'keep.txt': 'k\n', 'gone.txt': 'g\n', 'dir/x': 'x\n', swap: 'file\n', 'run.sh': 'r\n' },
      {
        'gone.txt': null,
        'new/deep/file': 'n\n',
        swap: null,
        'swap/below': 's\n',
        'run.sh': { executable: 'r\n' },
      },
    );
    await moved.write({ 'untracked.txt': 'mine\n', 'dir/untracked': 'mine\n' });
    const change = { ref, oldCommit: moved.oldCommit, newCommit: moved.newCommit, reason };
    expect(await moveBranch(moved.place, change)).toEqual({ moved: true });
    expect(await tipOf(moved)).toBe(moved.newCommit);
    expect(await statusOf(moved)).toBe('?? dir/untracked\n?? untracked.txt');
    expect(await readFile(join(moved.folder, 'swap/below'), 'utf8')).toBe('s\n');
    expect(existsSync(join(moved.folder, '.git/index.lock'))).toBe(false);
    expect(existsSync(join(moved.folder, '.git/uet'))).toBe(false);
  });

  it('respects filters and line endings of the user, and runs no hook', async () => {
    const { git, folder, place, ...moved } = await twoCommits(
      { '.gitattributes': '*.up filter=up\n*.dos text eol=crlf\n', 'a.up': 'one\n', 'a.dos': 'one\n' },
      { 'a.up': 'two\n', 'a.dos': 'two\n' },
    );
    await git(['config', 'filter.up.smudge', 'tr a-z A-Z']);
    await git(['config', 'filter.up.clean', 'tr A-Z a-z']);
    await mkdir(join(folder, '.git/hooks'));
    for (const hook of ['post-checkout', 'post-merge', 'reference-transaction', 'post-index-change']) {
      await writeFile(join(folder, '.git/hooks', hook), `#!/bin/sh\ntouch "${folder}/hook-ran"\n`, {
        mode: 0o755,
      });
    }
    await moveBranch(place, { ref, oldCommit: moved.oldCommit, newCommit: moved.newCommit, reason });
    expect(await readFile(join(folder, 'a.up'), 'utf8')).toBe('TWO\n');
    expect(await readFile(join(folder, 'a.dos'), 'utf8')).toBe('two\r\n');
    expect(existsSync(join(folder, 'hook-ran'))).toBe(false);
    expect(await git(['status', '--porcelain'])).toBe('');
  });

  it.each([
    ['a changed file', { 'other.txt': 'mine\n' }, 'other.txt'],
    ['an untracked file in the way', { 'new.txt': 'mine\n' }, 'new.txt'],
    ['an ignored file in the way', { 'new.log': 'mine\n' }, 'new.log'],
    ['a file where a folder is needed', { folder: 'mine\n' }, 'folder'],
    ['a folder of files in the way', { 'new.txt/mine': 'mine\n' }, 'new.txt/mine'],
  ])('refuses %s by name, and changes nothing', async (_, mine, name) => {
    const dirty = await twoCommits(
      { '.gitignore': '*.log\n', 'other.txt': 'o\n', 'a.txt': '1\n' },
      { 'a.txt': '2\n', 'new.txt': 'n\n', 'new.log': 'l\n', 'folder/x': 'x\n' },
    );
    await dirty.write(mine);
    const before = await statusOf(dirty);
    const change = { ref, oldCommit: dirty.oldCommit, newCommit: dirty.newCommit, reason };
    await expect(moveBranch(dirty.place, change)).rejects.toMatchObject({
      code: 'target_dirty',
      message: expect.stringContaining(name),
    });
    expect(await tipOf(dirty)).toBe(dirty.oldCommit);
    expect(await statusOf(dirty)).toBe(before);
    expect(await readFile(join(dirty.folder, 'a.txt'), 'utf8')).toBe('1\n');
    expect(existsSync(join(dirty.folder, '.git/index.lock'))).toBe(false);
  });

  it('refuses a change that git was told not to look at', async () => {
    const { git, write, place, ...moved } = await twoCommits({ 'a.txt': '1\n' }, { 'a.txt': '2\n' });
    await git(['update-index', '--assume-unchanged', 'a.txt']);
    await write({ 'a.txt': 'mine\n' });
    const change = { ref, oldCommit: moved.oldCommit, newCommit: moved.newCommit, reason };
    await expect(moveBranch(place, change)).rejects.toMatchObject({ code: 'target_dirty' });
    expect(await readFile(join(moved.folder, 'a.txt'), 'utf8')).toBe('mine\n');
    expect(await git(['rev-parse', ref])).toBe(moved.oldCommit);
  });

  it('refuses staged changes, and a rebase under way', async () => {
    const { git, write, place, ...moved } = await twoCommits({ 'a.txt': '1\n' }, { 'a.txt': '2\n' });
    const change = { ref, oldCommit: moved.oldCommit, newCommit: moved.newCommit, reason };
    await write({ 'staged.txt': 's\n' });
    await git(['add', 'staged.txt']);
    await expect(moveBranch(place, change)).rejects.toMatchObject({ code: 'target_dirty' });
    await git(['rm', '--quiet', '--force', 'staged.txt']);
    await mkdir(join(moved.folder, '.git/rebase-merge'));
    await writeFile(join(moved.folder, '.git/rebase-merge/head-name'), `${ref}\n`);
    await expect(moveBranch(place, change)).rejects.toMatchObject({ code: 'bad_target' });
  });

  it('brings the files back where the branch has moved in between', async () => {
    const { git, place, ...moved } = await twoCommits(
      { 'a.txt': '1\n', b: 'b\n' },
      { 'a.txt': '2\n', b: null, c: 'c\n' },
    );
    const other = await git([
      'commit-tree',
      '-m',
      'other',
      `${moved.oldCommit}^{tree}`,
      '-p',
      moved.oldCommit,
    ]);
    const { commonDir } = place.repository;
    const rival: LandingPlace = {
      ...place,
      refs: {
        ...place.refs,
        async update(change) {
          await git(['update-ref', ref, other], { gitDir: commonDir });
          return place.refs.update(change);
        },
      },
    };
    const change = { ref, oldCommit: moved.oldCommit, newCommit: moved.newCommit, reason };
    expect(await moveBranch(rival, change)).toEqual({ moved: false, actual: other });
    expect(await git(['status', '--porcelain'])).toBe('');
    expect(existsSync(join(moved.folder, 'c'))).toBe(false);
  });

  it('waits for a foreign index.lock, then names it', async () => {
    const { place, folder, oldCommit, newCommit } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    await writeFile(join(folder, '.git/index.lock'), '');
    await expect(moveBranch(place, { ref, oldCommit, newCommit, reason })).rejects.toMatchObject({
      code: 'repository_locked',
      where: expect.stringContaining('index.lock'),
    });
    expect((await stat(join(folder, '.git/index.lock'))).size).toBe(0);
  });

  it('moves a linked worktree that has the branch', async () => {
    const { git, place, ...moved } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    const linked = join(parent, 'linked');
    await git(['checkout', '--quiet', '--detach']);
    await git(['worktree', 'add', '--quiet', linked, 'main']);
    await moveBranch(place, { ref, oldCommit: moved.oldCommit, newCommit: moved.newCommit, reason });
    expect(await readFile(join(linked, 'a'), 'utf8')).toBe('2\n');
    expect(await readFile(join(moved.folder, 'a'), 'utf8')).toBe('1\n');
    expect(await git(['status', '--porcelain'], { cwd: linked })).toBe('');
  });
});

describe('findCheckouts', () => {
  it('finds the worktrees of a bare repository, and none of a branch that is nowhere checked out', async () => {
    const { git, folder } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    const [bare, linked] = [join(parent, 'bare.git'), join(parent, 'of-bare')];
    await git(['clone', '--quiet', '--bare', folder, bare]);
    await git(['branch', 'free'], { cwd: bare });
    const repository = await inspectRepository(bare);
    expect(await findCheckouts(repository, ref)).toEqual([]);
    await git(['worktree', 'add', '--quiet', linked, 'main'], { cwd: bare });
    expect(await findCheckouts(repository, ref)).toMatchObject([{ path: linked, branch: 'main' }]);
    expect(await findCheckouts(repository, 'refs/heads/free')).toEqual([]);
    const fromLinked = await inspectRepository(linked);
    expect(await findCheckouts(fromLinked, ref)).toMatchObject([{ path: linked }]);
  });
});

describe('isLanded', () => {
  it('is true for the tip and what is below it', async () => {
    const { place, commit, diff, git } = await twoCommits({ a: '1\n' }, { a: '2\n' });
    const base = await git(['rev-parse', 'main']);
    const tip = await commit({ a: '2\n' });
    const unlanded = await buildCandidate(place, {
      tip,
      patch: { diff: await diff(tip, '-R') },
      commit: { message: 'x\n', ...people },
    });
    expect(await isLanded(place.repository, ref, base)).toBe(true);
    expect(await isLanded(place.repository, ref, tip)).toBe(true);
    expect(unlanded.ok && (await isLanded(place.repository, ref, unlanded.commit))).toBe(false);
    expect(await isLanded(place.repository, 'refs/heads/none', base)).toBe(false);
    expect(await isLanded(place.repository, ref, '1'.repeat(40))).toBe(false);
  });
});
