import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { call } from './support/call.js';
import { git } from './support/git.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository } from './support/places.js';

const own = ownPlace();
let sample: string;

beforeAll(async () => {
  sample = await makeRepository(join(own.path, 'sample'));
});

const template = `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
gates: { made: { type: custom, run: [test, -f, made.txt], report: { format: exit_code } } }
phases: [{ id: p, workstreams: [{ id: w, tasks: [{ id: a, run: 'echo made > made.txt' }] }] }]
`;

interface Odd {
  readonly name: string;
  /** Makes the repository, and answers its folder as a user would name it. */
  readonly make: (folder: string) => Promise<string>;
}

const withCommits = async (folder: string, name = 'repo'): Promise<string> => {
  const repo = join(folder, name);
  await cp(sample, repo, { recursive: true });
  await git(repo, 'commit', '--quiet', '--allow-empty', '-m', 'Two');
  return repo;
};

const odd: readonly Odd[] = [
  {
    name: 'a bare repository',
    make: async (folder) => {
      await git(folder, 'clone', '--quiet', '--bare', '--template=', sample, 'bare.git');
      return 'bare.git';
    },
  },
  {
    name: 'a shallow clone',
    make: async (folder) => {
      const origin = await withCommits(folder, 'origin');
      await git(folder, 'clone', '--quiet', '--depth=1', '--template=', `file://${origin}`, 'shallow');
      return 'shallow';
    },
  },
  {
    name: 'a detached HEAD',
    make: async (folder) => {
      const repo = await withCommits(folder);
      await git(repo, 'checkout', '--quiet', '--detach', 'HEAD~1');
      return 'repo';
    },
  },
  {
    name: 'a linked worktree',
    make: async (folder) => {
      const repo = await withCommits(folder);
      await git(repo, 'worktree', 'add', '--quiet', '-b', 'side', join(folder, 'linked'));
      return 'linked';
    },
  },
  {
    name: 'a repository with a submodule',
    make: async (folder) => {
      const repo = await withCommits(folder);
      await git(repo, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', sample, 'library');
      await git(repo, 'commit', '--quiet', '-m', 'Library');
      return 'repo';
    },
  },
  {
    name: 'a submodule itself',
    make: async (folder) => {
      const repo = await withCommits(folder);
      await git(repo, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', sample, 'library');
      return 'repo/library';
    },
  },
  {
    name: 'a path with blanks and letters of all kinds',
    make: async (folder) => {
      await withCommits(folder, 'mein Läden – 店');
      return 'mein Läden – 店';
    },
  },
  {
    name: 'a folder within the checkout',
    make: async (folder) => {
      await withCommits(folder);
      return 'repo/src';
    },
  },
  {
    name: 'a link to the repository',
    make: async (folder) => {
      await withCommits(folder);
      await symlink('repo', join(folder, 'link'));
      return 'link';
    },
  },
  {
    name: 'a repository that uses SHA-256',
    make: async (folder) => {
      const repo = join(folder, 'repo');
      await mkdir(repo);
      await git(repo, 'init', '--quiet', '--template=', '--object-format=sha256', '-b', 'main');
      await git(repo, 'commit', '--quiet', '--allow-empty', '-m', 'Start');
      return 'repo';
    },
  },
  {
    name: 'a checkout with changes, for another branch',
    make: async (folder) => {
      const repo = await withCommits(folder);
      await writeFile(join(repo, 'readme.md'), 'changed\n');
      return 'repo';
    },
  },
  {
    name: 'the middle of a merge, for another branch',
    make: async (folder) => {
      const repo = await withCommits(folder);
      await git(repo, 'checkout', '--quiet', '-b', 'other', 'HEAD~1');
      await git(repo, 'commit', '--quiet', '--allow-empty', '-m', 'Other');
      await git(repo, 'merge', '--quiet', '--no-commit', '--no-ff', 'main');
      return 'repo';
    },
  },
  {
    name: 'a locked index, for another branch',
    make: async (folder) => {
      const repo = await withCommits(folder);
      await writeFile(join(repo, '.git/index.lock'), '');
      return 'repo';
    },
  },
];

let cases = 0;

describe('a run lands in', () => {
  it.concurrent.each(odd)('$name', async ({ make }) => {
    cases += 1;
    const folder = join(own.path, `case ${cases}`);
    await mkdir(folder);
    await writeFile(join(folder, 't.yaml'), template);
    const repo = await make(folder);
    const env = own.env;
    const argv = ['run', 't.yaml', '--repo', repo, '--target', 'next', '--json'];
    const { exitCode, stdout, stderr } = await call(argv, { cwd: folder, env });
    expect(exitCode, stdout + stderr).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ state: 'succeeded', branch: 'next', patches: [{ state: 'committed' }] });
    expect(await git(join(folder, repo), 'rev-parse', 'next', 'next^{tree}')).toBe(
      `${report.headCommit}\n${report.headTree}`,
    );
    expect(await git(join(folder, repo), 'show', 'next:made.txt')).toBe('made');
  });

  it('a checkout of its target, which moves along', async () => {
    const folder = join(own.path, 'checked out');
    await mkdir(folder);
    await writeFile(join(folder, 't.yaml'), template);
    const repo = await withCommits(folder);
    const env = own.env;
    const called = await call(['run', 't.yaml', '--repo', 'repo', '--target', 'refs/heads/main', '--json'], {
      cwd: folder,
      env,
    });
    expect(called.exitCode, called.stderr).toBe(0);
    expect(JSON.parse(called.stdout)).toMatchObject({ branch: 'main' });
    expect(await readFile(join(repo, 'made.txt'), 'utf8')).toBe('made\n');
    expect(await git(repo, 'status', '--porcelain')).toBe('');
  });
});
