import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './testing/repository-fingerprint.js';
import { type SamplePool, samplePool } from './testing/sample-pool.js';
import { readFiles } from './testing/sample-repository.js';
import type { Worktree } from './worktree.js';

let here: SamplePool;
let commit: string;
let original: Record<string, string>;
let userState: Record<string, string>;

beforeEach(async () => {
  here = await samplePool();
  commit = await here.sample.commit({ 'a.txt': 'a\n', 'src/b.txt': 'b\n', '.gitignore': 'node_modules\n' });
  original = await readFiles(here.sample.path);
  userState = await fingerprint(path.join(here.sample.path, '.git'));
});
afterEach(async () => here.remove());

/** Runs a shell script where a tool would run, as a tool would: with the environment of a person. */
function run(worktree: Worktree, script: string): void {
  const env = {
    PATH: process.env.PATH,
    HOME: here.folder,
    GIT_AUTHOR_NAME: 'tool',
    GIT_AUTHOR_EMAIL: 'tool',
    GIT_COMMITTER_NAME: 'tool',
    GIT_COMMITTER_EMAIL: 'tool',
    SHOP: here.sample.path,
    HERE: here.folder,
    ...worktree.environment,
  };
  execFileSync('/bin/sh', ['-c', script], { cwd: worktree.path, env, stdio: 'pipe' });
}

const hostile: Readonly<Record<string, string>> = {
  'collects garbage with no mercy':
    'git gc --quiet --prune=now; git reflog expire --expire=now --all; git repack -adq',
  'prunes worktrees':
    'git worktree add -q ../sibling -b x; git worktree prune; git worktree add -q --detach sub',
  'removes the common git directory': 'rm -rf "$(git rev-parse --git-common-dir)"',
  'removes .git': 'rm -rf .git; ! git rev-parse',
  'points .git at the repository of the user': 'rm -rf .git; echo "gitdir: $SHOP/.git" > .git',
  'makes .git a link to the one of the user': 'rm -rf .git; ln -s "$SHOP/.git" .git',
  'leaves locks everywhere': 'touch .git/index.lock .git/HEAD.lock .git/config.lock .git/packed-refs.lock',
  'breaks its index and objects':
    'echo x > .git/index; echo x > .git/objects/info/alternates; echo x > .git/HEAD',
  'sets traps in the configuration':
    'git config core.fsmonitor "touch $HERE/sprung"; git config filter.x.clean "touch $HERE/sprung"; ' +
    'git config core.hooksPath .; echo "* filter=x" > .git/info/attributes; git config core.worktree /; ' +
    'printf "#!/bin/sh\\ntouch $HERE/sprung" > post-checkout; chmod +x post-checkout; cp post-checkout post-index-change',
  'commits, tags and switches branches':
    'git commit -qm x --allow-empty; git tag t; git checkout -qb other; git stash -q',
  'adds nested repositories':
    'git init -q nested; git init -q src; cd nested; git commit -qm x --allow-empty',
  'makes all read-only': 'mkdir -p deep/er; touch deep/er/file; chmod -R a-w ..',
  'hides everything from git':
    'echo "*" > .gitignore; git update-index --assume-unchanged a.txt; git sparse-checkout set nothing',
  'swaps files and folders': 'rm -rf src a.txt; mkdir a.txt; touch a.txt/x; ln -s / src',
  'leaves special files': 'mkfifo pipe src/pipe; mkdir empty; rm a.txt; mkfifo a.txt',
  'removes its worktree': 'rm -rf "$PWD"',
  'removes its worktree and what is around it': 'cd ..; rm -rf "$PWD"',
  'renames its worktree': 'cd ..; mv "my shop" elsewhere; mkdir "my shop"; touch "my shop/x"',
};

describe('a hostile tool', () => {
  for (const [what, script] of Object.entries(hostile)) {
    it(`that ${what} harms no one else`, async () => {
      const [worktree, neighbor] = await Promise.all([here.pool.lease(commit), here.pool.lease(commit)]);
      run(worktree, script);
      const outcome = await worktree.capture().then(
        (capture) => (capture.isEmpty ? 'empty' : 'changed'),
        (error: unknown) => (error as { code: string }).code,
      );
      expect(outcome).toMatch(/^(empty|changed|capture_failed)$/);
      await worktree.release();
      const next = await here.pool.lease(commit);
      expect(await readFiles(next.path)).toEqual(original);
      expect(await next.status()).toEqual([]);
      expect((await next.capture()).isEmpty).toBe(true);
      expect((await neighbor.capture()).isEmpty).toBe(true);
      run(next, 'test "$(git status --porcelain --ignored)" = "" && git log -1 && git fsck');
      expect(await fingerprint(path.join(here.sample.path, '.git'))).toEqual(userState);
      expect(await readdir(here.folder)).not.toContain('sprung');
    });
  }

  it('cannot stop its work from being captured by damaging the workspace', async () => {
    const worktree = await here.pool.lease(commit);
    run(
      worktree,
      'echo changed > a.txt; root=$(cd ../../../../..; pwd); rm -rf "$root/repo.git" "$root"/pools/*/indexes',
    );
    const { files } = await worktree.capture();
    expect(files.map((file) => file.path)).toEqual(['a.txt']);
    await worktree.release();
    const next = await here.pool.lease(commit);
    expect(await readFiles(next.path)).toEqual(original);
  });

  it('cannot hide a change by telling the private index to overlook it', async () => {
    const worktree = await here.pool.lease(commit);
    const script = `root=$(cd ../../../../..; pwd); export GIT_DIR="$root/repo.git" GIT_WORK_TREE="$PWD"
      for GIT_INDEX_FILE in "$root"/pools/*/indexes/*; do export GIT_INDEX_FILE; git update-index --assume-unchanged a.txt; done
      echo changed > a.txt`;
    run(worktree, script);
    expect((await worktree.capture()).files.map((file) => file.path)).toEqual(['a.txt']);
    await worktree.release();
    const next = await here.pool.lease(commit);
    expect(next.path).toBe(worktree.path);
    expect(await readFiles(next.path)).toEqual(original);
  });

  it('cannot plant an object in place of one of the user', async () => {
    const { folder } = await here.openWorkspace();
    const blob = await here.sample.git('rev-parse', 'HEAD:a.txt');
    const evil = await here.sample.git('hash-object', '-w', '.gitignore');
    const objectPath = (id: string) => path.join('objects', id.slice(0, 2), id.slice(2));
    const first = await here.pool.lease(commit);
    await first.discard();
    execFileSync('/bin/sh', [
      '-c',
      `mkdir -p "$1" && cp "$2" "$1/${blob.slice(2)}"`,
      'sh',
      path.join(folder, 'repo.git', 'objects', blob.slice(0, 2)),
      path.join(here.sample.path, '.git', objectPath(evil)),
    ]);
    const worktree = await here.pool.lease(commit);
    expect(await readFile(path.join(worktree.path, 'a.txt'), 'utf8')).toBe('a\n');
  });
});
