import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/root.mjs';
import { expectedPatches, expectedTasks } from './lib/expected.mjs';
import { git } from './lib/git.mjs';
import { lookBack } from './lib/look-back.mjs';
import { differencesOf } from './lib/verify.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const program = process.env.UET_CLI ?? join(root, 'apps', 'cli', 'dist', 'main.js');

let folder;
let home;

/** Runs a script as a person without a terminal would. */
const start = (script, ...args) =>
  new Promise((resolve) => {
    const options = { cwd: root, env: { ...process.env, UET_HOME: home }, maxBuffer: 1e8 };
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) =>
      resolve({ exitCode: error?.code ?? 0, stdout, stderr }),
    );
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uet quickstart '));
  // As root the database runs as another account, which has to be able to enter.
  await chmod(folder, 0o711);
  home = join(folder, 'home');
});

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

describe('the quickstart', () => {
  let first;
  let report;

  it('ends as it should', async () => {
    first = await start(here('run.mjs'), '--json', join(folder, 'show'));
    expect(first.stderr).not.toContain('not how the quickstart should end');
    expect(first.exitCode).toBe(0);
  });

  it('has the report of the run on standard output, and nothing else', () => {
    report = JSON.parse(first.stdout);
    expect(report.state).toBe('succeeded');
    expect(report.tasks.map(({ taskId }) => taskId)).toEqual(Object.keys(expectedTasks));
    const landed = Object.values(expectedPatches).flat();
    expect(report.patches.map(({ state }) => state).sort()).toEqual(landed.sort());
  });

  it('tells what happened, and the command for a repository of one’s own', () => {
    expect(first.stderr).toContain('counts a parcel handed in on a Saturday from Monday on');
    expect(first.stderr).toContain('npm run -s uet -- run examples/first-template.yaml --repo PATH');
  });

  it('would notice if something had ended otherwise', () => {
    const repository = join(folder, 'show', 'repository');
    const { branch, baseCommit: base } = report;
    const outcome = lookBack({ repository, base, branch, home, exitCode: 3 });
    expect(differencesOf(outcome)).toEqual([]);
    expect(differencesOf({ ...outcome, exitCode: 0 })).toEqual(['the exit code: 0, and should be 3']);
    const patches = report.patches.filter(({ taskId }) => taskId !== 'faq');
    expect(differencesOf({ ...outcome, report: { ...outcome.report, patches } })).toHaveLength(2);
    git(repository, 'checkout', '--quiet', '--detach');
    expect(differencesOf(outcome)).toHaveLength(1);
  });

  it('begins anew in the same folder, and lands the same', async () => {
    const second = await start(here('run.mjs'), '--json', join(folder, 'show'));
    expect(second.exitCode).toBe(0);
    expect(JSON.parse(second.stdout).runId).not.toBe(report.runId);
  });

  it('removes nothing that it did not make', async () => {
    await mkdir(join(folder, 'mine', 'repository'), { recursive: true });
    await writeFile(join(folder, 'mine', 'repository', 'thesis.txt'), 'all of it\n');
    const { exitCode, stderr } = await start(here('run.mjs'), join(folder, 'mine'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('was not made by the quickstart');
  });
});

describe('first-template.yaml', () => {
  const template = here('../first-template.yaml');

  it('is valid', async () => {
    const { exitCode, stdout } = await start(program, 'validate', template, '--param', 'test=npm test');
    expect(stdout).toContain('1 task in 1 phase');
    expect(exitCode).toBe(0);
  });

  it('does its work on any repository', async () => {
    const repository = join(folder, 'a repository');
    await mkdir(repository);
    git(repository, 'init', '--quiet', '--initial-branch=main', '--template=');
    git(repository, 'config', 'user.name', 'Ada');
    git(repository, 'config', 'user.email', 'ada@example.org');
    await writeFile(join(repository, 'read me.md'), '# A title \n\nA line  \nand a break.\t\n');
    git(repository, 'add', '--all');
    git(repository, 'commit', '--quiet', '--message=Start');
    const args = ['run', template, '--repo', repository, '--param', 'test=grep -q title *.md', '--json'];
    const { exitCode, stdout } = await start(program, ...args);
    expect(exitCode).toBe(0);
    const { branch } = JSON.parse(stdout);
    expect(git(repository, 'show', `${branch}:read me.md`)).toBe('# A title\n\nA line  \nand a break.');
  });
});
