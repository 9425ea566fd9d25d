import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StepFailure } from '../../../scripts/lib/progress.mjs';
import { git } from './git.mjs';

const service = fileURLToPath(new URL('../repository', import.meta.url));
/** What somebody made by running things in `repository/` itself does not belong to it. */
const leftovers = new Set(['node_modules', 'reports']);
/** Only a repository with this file in its `.git` is ever removed. */
const mark = 'made-by-the-quickstart';

/** Puts the service into a fresh git repository with one commit; the one of an earlier start is removed. */
export const makeRepository = (folder) => {
  if (existsSync(folder)) {
    if (!existsSync(join(folder, '.git', mark)))
      throw new StepFailure(
        `${folder} was not made by the quickstart. Move it away, or name another folder.`,
      );
    rmSync(folder, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main', '--template=');
  writeFileSync(join(folder, '.git', mark), '');
  git(folder, 'config', 'user.name', 'Parcel Desk');
  git(folder, 'config', 'user.email', 'desk@parcel-desk.example');
  git(folder, 'config', 'core.autocrlf', 'false');
  cpSync(service, folder, { recursive: true, filter: (path) => !leftovers.has(basename(path)) });
  git(folder, 'add', '--all', '--force');
  git(folder, 'commit', '--quiet', '--message=Price, book and track parcels');
  return git(folder, 'rev-parse', 'HEAD');
};

/** Checks a branch out into a folder of its own and runs its tests there; how many passed and failed. */
export const testBranch = (repository, branch) => {
  const folder = mkdtempSync(join(tmpdir(), 'uet-quickstart-'));
  try {
    git(folder, 'clone', '--quiet', '--branch', branch, '--', repository, 'checkout');
    const args = ['--test', '--test-reporter=tap'];
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd: join(folder, 'checkout'),
      encoding: 'utf8',
      // Under a test runner, Node would take this one for a part of it.
      env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_OPTIONS: '' },
    });
    const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(stdout)?.[1] ?? Number.NaN);
    return { passed: count('pass'), failed: count('fail'), exitCode: status };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The commits of a branch behind `base`, the newest first. */
export const commitsOf = (repository, base, branch) => {
  const format = '--format=%x1e%H%x1f%an%x1f%aI%x1f%s';
  const text = git(repository, 'log', '--shortstat', format, `${base}..${branch}`);
  return text
    .split('\u001e')
    .slice(1)
    .map((entry) => {
      const [head, stat = ''] = entry.trim().split('\n\n');
      const [commit, author, date, subject] = head.split('\u001f');
      return { commit, author, date, subject, stat: stat.trim() };
    });
};
