import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './testing/repository-fingerprint.js';
import { type SamplePool, samplePool } from './testing/sample-pool.js';
import { readFiles, userGit, writeFiles } from './testing/sample-repository.js';

let here: SamplePool;

beforeEach(async () => {
  here = await samplePool();
});
afterEach(async () => here.remove());

const nastyFiles = {
  'plain.txt': 'one\ntwo\n',
  'crlf.txt': 'one\r\ntwo\r\n',
  'mixed.txt': 'one\r\ntwo\n',
  'no newline': 'x',
  'folder/ünïcode and spaces.txt': 'ü\n',
  'folder/"quoted"\ttab': 'q\n',
  'folder/line\nbreak': 'l\n',
  '-dash': 'd\n',
  empty: '',
  'binary.bin': Uint8Array.from([0, 1, 2, 255, 13, 10]),
  'run.sh': { executable: '#!/bin/sh\n' },
  link: { link: 'folder' },
  'dangling link': { link: '../outside/nothing' },
} as const;

describe('lease', () => {
  it('gives exactly the files of the commit, in a folder named like the repository', async () => {
    const commit = await here.sample.commit(nastyFiles);
    const worktree = await here.pool.lease(commit);
    expect(path.basename(worktree.path)).toBe('my shop');
    expect(await readFiles(worktree.path)).toEqual(await readFiles(here.sample.path));
    expect((await stat(path.join(worktree.path, 'run.sh'))).mode & 0o777).toBe(0o755);
    expect(worktree.tree).toBe(await here.sample.git('rev-parse', `${commit}^{tree}`));
  });

  it('converts no byte, whatever attributes and configuration ask for', async () => {
    const files = { 'a.txt': 'one\r\ntwo\n$Id$\n', 'b.bin': 'lfs\n', 'c.txt': 'ü\n', 'd.txt': 'x\r\ny\r\n' };
    await here.sample.write(files);
    const attributes =
      '*.txt text=auto eol=crlf ident\n*.bin filter=lfs diff=lfs merge=lfs -text\nc.txt working-tree-encoding=UTF-16\n';
    // Straight into the tree: adding them under these attributes would convert them.
    const commit = await here.sample.commit(files);
    await here.sample.write({ '.gitattributes': attributes });
    await here.sample.git('config', 'filter.lfs.clean', 'echo converted');
    await here.sample.git('config', 'filter.lfs.smudge', 'echo converted');
    await here.sample.git('config', 'core.autocrlf', 'true');
    await here.sample.git('add', '.gitattributes');
    await here.sample.git('commit', '--quiet', '-m', 'attributes');
    const next = await here.sample.git('rev-parse', 'HEAD');
    for (const each of [commit, next]) {
      const worktree = await here.pool.lease(each);
      for (const [name, content] of Object.entries(files)) {
        expect(await readFile(path.join(worktree.path, name), 'utf8'), name).toBe(content);
      }
      expect(await userGit(worktree.path, 'status', '--porcelain')).toBe('');
      expect((await worktree.capture()).isEmpty).toBe(true);
      await worktree.release();
    }
  });

  it('gives tools a repository in which status, diff, log and commit work', async () => {
    const first = await here.sample.commit({ 'a.txt': 'a\n' }, 'first');
    const worktree = await here.pool.lease(first);
    const run = async (...args: string[]): Promise<string> => userGit(worktree.path, ...args);
    expect(await run('status', '--porcelain')).toBe('');
    expect(await run('log', '--format=%s')).toBe('first\nstart');
    await writeFiles(worktree.path, { 'a.txt': 'b\n' });
    expect(await run('diff', '--stat')).toContain('a.txt');
    await run('commit', '--quiet', '-a', '-m', 'second');
    await run('checkout', '--quiet', '-b', 'topic');
    expect(await run('log', '--format=%s')).toBe('second\nfirst\nstart');
    expect(await run('fsck')).toBe('');
    expect(await here.sample.git('branch', '--list')).toBe('* main');
  });

  it('writes nothing into the repository of the user', async () => {
    const commit = await here.sample.commit(nastyFiles);
    const before = await fingerprint(here.sample.path);
    const worktree = await here.pool.lease(commit);
    await writeFiles(worktree.path, { 'plain.txt': 'changed\n', new: 'n' });
    await userGit(worktree.path, 'add', '--all');
    await userGit(worktree.path, 'commit', '--quiet', '-m', 'x');
    await worktree.capture();
    await worktree.release();
    await here.pool.close();
    expect(await fingerprint(here.sample.path)).toEqual(before);
  });

  it('runs the setup before it hands out, and deletes the worktree when that fails', async () => {
    const commit = await here.sample.commit({ 'a.txt': 'a\n' });
    const setup = async (folder: string) => mkdir(path.join(folder, 'node_modules')).then(() => undefined);
    const worktree = await here.pool.lease(commit, { setup });
    expect(existsSync(path.join(worktree.path, 'node_modules'))).toBe(true);
    let seen = '';
    const failing = here.pool.lease(commit, {
      setup: async (folder) => {
        seen = folder;
        throw new Error('no network');
      },
    });
    await expect(failing).rejects.toThrow('no network');
    expect(existsSync(seen)).toBe(false);
  });

  it('throws for what is no commit', async () => {
    await expect(here.pool.lease('main')).rejects.toMatchObject({ code: 'internal' });
    await expect(here.pool.lease('1'.repeat(40))).rejects.toMatchObject({ code: 'git_failed' });
  });

  it('keeps leases of one time apart, and hides them from each other', async () => {
    const commit = await here.sample.commit({ 'a.txt': 'a\n' });
    const leases = await Promise.all(Array.from({ length: 4 }, async () => here.pool.lease(commit)));
    expect(new Set(leases.map((worktree) => worktree.path)).size).toBe(4);
    for (const worktree of leases) expect(await readdir(path.dirname(worktree.path))).toEqual(['my shop']);
  });
});

describe('release', () => {
  it('lets the next lease reuse the folder, at any commit', async () => {
    const first = await here.sample.commit({ 'a.txt': 'a\n', 'old/only.txt': 'x', swap: 'file' });
    const firstFiles = await readFiles(here.sample.path);
    const second = await here.sample.commit({ 'a.txt': 'b\n', old: null, 'swap/inner': 'folder' });
    const secondFiles = await readFiles(here.sample.path);
    let folder: string | null = null;
    for (const [commit, files] of [
      [first, firstFiles],
      [second, secondFiles],
      [first, firstFiles],
      [first, firstFiles],
    ] as const) {
      const worktree = await here.pool.lease(commit);
      expect(worktree.path).toBe(folder ?? worktree.path);
      expect(await readFiles(worktree.path)).toEqual(files);
      expect(await userGit(worktree.path, 'rev-parse', 'HEAD')).toBe(commit);
      folder = worktree.path;
      await writeFiles(folder, { 'a.txt': 'left behind', 'left/behind': 'x' });
      await worktree.release();
    }
  });

  it('resets what a tool may do to files, folders and modes', async () => {
    const commit = await here.sample.commit({
      ...nastyFiles,
      'deep/er/file': 'x',
      '.gitignore': 'ignored\n*.log\n',
    });
    const expected = await readFiles(here.sample.path);
    const worktree = await here.pool.lease(commit);
    const at = (name: string): string => path.join(worktree.path, name);
    const { mtime } = await stat(at('plain.txt'));
    await writeFiles(worktree.path, {
      // The same size and the same time, which only the change time gives away.
      'plain.txt': 'ONE\ntwo\n',
      ignored: 'x',
      'deep/some.log': 'x',
      'new/folder/file': 'x',
      link: { link: '/etc' },
      empty: null,
      '-dash/now a folder': 'x',
      folder: { link: '/tmp' },
      'deep/er/.git/HEAD': 'ref: refs/heads/main\n',
      'nested/.git/HEAD': 'ref: refs/heads/main\n',
    });
    await utimes(at('plain.txt'), mtime, mtime);
    await mkdir(at('empty folders/in/each/other'), { recursive: true });
    await chmod(at('run.sh'), 0o644);
    await chmod(at('no newline'), 0o444);
    await chmod(at('crlf.txt'), 0o755);
    await chmod(at('deep/er'), 0o500);
    await chmod(at('new/folder'), 0o000);
    await userGit(worktree.path, 'update-index', '--assume-unchanged', 'crlf.txt');
    await userGit(worktree.path, 'update-index', '--skip-worktree', 'mixed.txt');
    await writeFile(path.join(worktree.path, '..', 'stray'), 'x');
    await worktree.release();
    const again = await here.pool.lease(commit);
    expect(again.path).toBe(worktree.path);
    expect(await readFiles(again.path)).toEqual(expected);
    expect((await stat(at('run.sh'))).mode & 0o777).toBe(0o755);
    expect((await stat(at('no newline'))).mode & 0o200).toBe(0o200);
    expect((await stat(at('deep/er'))).mode & 0o700).toBe(0o700);
    expect(await readdir(path.dirname(again.path))).toEqual(['my shop']);
    expect(await userGit(again.path, 'status', '--porcelain', '--ignored')).toBe('');
  });

  it('keeps what the pool was told to keep, and captures none of it', async () => {
    const commit = await here.sample.commit({ 'packages/a/index.js': 'x' });
    const pool = await here.openPool({ keep: ['node_modules', 'build/cache'] });
    const worktree = await pool.lease(commit);
    await writeFiles(worktree.path, {
      'node_modules/x/index.js': 'kept',
      'packages/a/node_modules/y.js': 'kept',
      'build/cache/z': 'not kept, its parent is not in the tree',
    });
    expect((await worktree.capture()).isEmpty).toBe(true);
    await worktree.release();
    const again = await pool.lease(commit);
    expect(again.path).toBe(worktree.path);
    expect(Object.keys(await readFiles(again.path)).sort()).toEqual([
      'node_modules/',
      'node_modules/x/',
      'node_modules/x/index.js',
      'packages/',
      'packages/a/',
      'packages/a/index.js',
      'packages/a/node_modules/',
      'packages/a/node_modules/y.js',
    ]);
  });

  it('empties submodule folders again', async () => {
    await here.sample.commit({ 'a.txt': 'a\n' });
    const id = await here.sample.git('rev-parse', 'HEAD');
    await here.sample.git('update-index', '--add', '--cacheinfo', `160000,${id},vendor/library`);
    await here.sample.git('commit', '--quiet', '-m', 'submodule');
    const commit = await here.sample.git('rev-parse', 'HEAD');
    const worktree = await here.pool.lease(commit);
    expect((await worktree.capture()).isEmpty).toBe(true);
    await writeFiles(worktree.path, { 'vendor/library/x': 'x', 'vendor/library/.git/HEAD': 'x' });
    await worktree.release();
    const again = await here.pool.lease(commit);
    expect(again.path).toBe(worktree.path);
    expect(await readdir(path.join(again.path, 'vendor/library'))).toEqual([]);
    expect((await again.capture()).isEmpty).toBe(true);
  });

  it('keeps no more idle worktrees than allowed, and none after discard', async () => {
    const commit = await here.sample.commit({ 'a.txt': 'a\n' });
    const leases = await Promise.all(Array.from({ length: 4 }, async () => here.pool.lease(commit)));
    await Promise.all(leases.map(async (worktree) => worktree.release()));
    const idle = await Promise.all([here.pool.lease(commit), here.pool.lease(commit)]);
    for (const worktree of idle) expect(leases.map((each) => each.path)).toContain(worktree.path);
    for (const worktree of idle) await worktree.discard();
    for (const worktree of leases) expect(existsSync(worktree.path)).toBe(false);
  });

  it('may be called once', async () => {
    const worktree = await here.pool.lease(await here.sample.commit());
    await worktree.release();
    await expect(worktree.release()).rejects.toMatchObject({ code: 'internal' });
    await expect(worktree.capture()).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('status', () => {
  it('lists changed and missing tracked files by content', async () => {
    const commit = await here.sample.commit({ a: 'a', b: 'b', c: 'c', 'd e': 'd' });
    const worktree = await here.pool.lease(commit);
    expect(await worktree.status()).toEqual([]);
    await writeFiles(worktree.path, { a: 'x', b: null, c: 'c', 'd e': 'y', untracked: 'z' });
    expect(await worktree.status()).toEqual(['a', 'b', 'd e']);
  });
});

describe('close', () => {
  it('deletes everything, leased worktrees too', async () => {
    const worktree = await here.pool.lease(await here.sample.commit());
    await here.pool.close();
    expect(existsSync(worktree.path)).toBe(false);
    await worktree.release();
    await expect(here.pool.lease(worktree.commit)).rejects.toMatchObject({ code: 'internal' });
    const { folder } = await here.openWorkspace();
    expect(await readdir(path.join(folder, 'pools'))).toEqual([]);
  });
});
