import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../support/git.js';
import type { BadCase, Place } from './bad-case.js';

const files = {
  't.yaml': `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
phases: [{ id: p, workstreams: [{ id: w, tasks: [{ id: a, run: [touch, made] }] }] }]
`,
};

const run = (repo: string, ...more: readonly string[]): readonly string[] => [
  'run',
  't.yaml',
  '--repo',
  repo,
  ...more,
];
const onMain = run('repo', '--target', 'main');

/** Two branches that change the same line, and a command that stops in the middle of bringing them together. */
const stopIn =
  (...command: readonly string[]) =>
  async ({ repo }: Place): Promise<void> => {
    await git(repo, 'checkout', '--quiet', '-b', 'other');
    await writeFile(join(repo, 'src/list.txt'), 'one\nother\nthree\n');
    await git(repo, 'commit', '--quiet', '-am', 'Other');
    await git(repo, 'checkout', '--quiet', 'main');
    await writeFile(join(repo, 'src/list.txt'), 'one\nmain\nthree\n');
    await git(repo, 'commit', '--quiet', '-am', 'Main');
    await git(repo, ...command).catch(() => undefined);
  };

const repositories: readonly BadCase[] = [
  {
    name: 'a folder that is not there',
    argv: run('nowhere'),
    code: 'bad_repository',
    says: /does not exist/,
    where: /nowhere/,
  },
  { name: 'a file', argv: run('t.yaml'), code: 'bad_repository', says: /not a folder/, where: /t\.yaml/ },
  {
    name: 'a folder that is no repository',
    argv: run('plain'),
    prepare: ({ folder }) => mkdir(join(folder, 'plain')),
    code: 'bad_repository',
    says: /not a git repository/,
    where: /plain/,
  },
  {
    name: 'a repository without a commit',
    argv: run('new'),
    prepare: ({ folder }) => git(folder, 'init', '--quiet', '--template=', 'new'),
    code: 'bad_repository',
    says: /no commit/,
    where: /new/,
  },
  {
    name: 'a HEAD without a commit beside branches that have one',
    argv: run('repo'),
    prepare: ({ repo }) => git(repo, 'symbolic-ref', 'HEAD', 'refs/heads/unborn'),
    code: 'bad_repository',
    says: /unborn/,
    where: /repo/,
  },
  {
    name: 'a folder inside of .git',
    argv: run('repo/.git/refs'),
    code: 'bad_repository',
    says: /git directory/,
    where: /refs/,
  },
  {
    name: 'a HEAD that git cannot read',
    argv: run('repo'),
    prepare: ({ repo }) => writeFile(join(repo, '.git/HEAD'), 'garbage\n'),
    code: 'bad_repository',
    says: /not a git repository|cannot open/,
    where: /repo/,
  },
  {
    name: 'a configuration that git cannot read',
    argv: run('repo'),
    prepare: ({ repo }) => writeFile(join(repo, '.git/config'), '[core\n'),
    code: 'bad_repository',
    says: /config/,
    where: /repo/,
  },
  {
    name: 'objects that are gone',
    argv: run('repo'),
    prepare: ({ repo }) =>
      rm(join(repo, '.git/objects'), { recursive: true }).then(() =>
        mkdir(join(repo, '.git/objects/info'), { recursive: true }),
      ),
    code: 'bad_repository',
    says: /\S/,
    where: /repo/,
  },
  {
    name: 'a link that leads nowhere',
    argv: run('link'),
    prepare: ({ folder }) => symlink('nowhere', join(folder, 'link')),
    code: 'bad_repository',
    says: /does not exist/,
    where: /link/,
  },
  { name: 'no folder at all', argv: run(''), code: 'bad_argument', says: /--repo.*empty/, where: /uet run/ },
];

const targets: readonly BadCase[] = [
  {
    name: 'a name that git does not take',
    argv: run('repo', '--target', 'my branch'),
    code: 'bad_target',
    says: /"my branch"/,
    where: /my branch/,
  },
  { name: 'HEAD', argv: run('repo', '--target', 'HEAD'), code: 'bad_target', says: /HEAD/, where: /HEAD/ },
  {
    name: 'a name that is an option',
    argv: run('repo', '--target=-f'),
    code: 'bad_target',
    says: /-f/,
    where: /-f/,
  },
  {
    name: 'a branch below another one',
    argv: run('repo', '--target', 'main/next'),
    code: 'bad_target',
    says: /main/,
    where: /main\/next/,
  },
  {
    name: 'another name of a branch',
    argv: run('repo', '--target', 'alias'),
    prepare: ({ repo }) => git(repo, 'symbolic-ref', 'refs/heads/alias', 'refs/heads/main'),
    code: 'bad_target',
    says: /another name/,
    where: /alias/,
  },
  {
    name: 'a checkout with changes',
    argv: onMain,
    prepare: ({ repo }) => writeFile(join(repo, 'readme.md'), 'changed\n'),
    code: 'target_dirty',
    says: /readme\.md/,
    where: /repo/,
  },
  {
    name: 'a checkout with staged changes',
    argv: onMain,
    prepare: async ({ repo }) => {
      await writeFile(join(repo, 'new.txt'), 'new\n');
      await git(repo, 'add', 'new.txt');
    },
    code: 'target_dirty',
    says: /new\.txt/,
    where: /repo/,
  },
  {
    name: 'a locked index',
    argv: onMain,
    prepare: ({ repo }) => writeFile(join(repo, '.git/index.lock'), ''),
    code: 'repository_locked',
    says: /index\.lock/,
    where: /index\.lock/,
  },
  {
    name: 'a locked branch',
    argv: run('repo', '--target', 'next'),
    prepare: async ({ repo }) => {
      await git(repo, 'branch', 'next');
      await writeFile(join(repo, '.git/refs/heads/next.lock'), '');
    },
    code: 'repository_locked',
    says: /next\.lock/,
    where: /next\.lock/,
  },
  {
    name: 'the middle of a rebase',
    argv: onMain,
    prepare: stopIn('rebase', 'other'),
    code: 'bad_target',
    says: /rebase/,
    where: /main/,
  },
  {
    name: 'the middle of a merge',
    argv: onMain,
    prepare: stopIn('merge', 'other'),
    code: 'bad_target',
    says: /merge/,
    where: /main/,
  },
  {
    name: 'the middle of a cherry-pick',
    argv: onMain,
    prepare: stopIn('cherry-pick', 'other'),
    code: 'bad_target',
    says: /cherry-pick/,
    where: /main/,
  },
  {
    name: 'a branch that is checked out elsewhere, with changes there',
    argv: run('repo', '--target', 'next'),
    prepare: async ({ folder, repo }) => {
      await git(repo, 'worktree', 'add', '--quiet', '-b', 'next', join(folder, 'linked'));
      await writeFile(join(folder, 'linked/readme.md'), 'changed\n');
    },
    code: 'target_dirty',
    says: /readme\.md/,
    where: /linked/,
  },
];

/** Folders in which nothing can be landed. */
export const badRepositories = repositories.map((given): BadCase => ({ files, ...given }));

/** Branches that nothing can be landed on. */
export const badTargets = targets.map((given): BadCase => ({ files, ...given }));
