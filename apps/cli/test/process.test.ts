import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { git } from './support/git.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository } from './support/places.js';

const own = ownPlace();
let repo: string;

beforeAll(async () => {
  repo = await makeRepository(join(own.path, 'repo'));
});

const main = join(import.meta.dirname, '../src/main.ts');

/** The program as a process of its own, from its sources. */
function start(
  ...argv: readonly string[]
): ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } {
  const loader = ['--conditions=source', '--import', import.meta.resolve('tsx')];
  return spawn(process.execPath, [...loader, main, ...argv], {
    cwd: own.path,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      UET_HOME: join(own.path, 'home'),
      DATABASE_URL: own.env.DATABASE_URL,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ReturnType<typeof start>) {
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, exitCode };
}

describe('the program', () => {
  it('shows its help, and ends with 0', async () => {
    const { stdout, stderr, exitCode } = await ended(start('--help'));
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^Usage: uet[\s\S]*Exit codes:/);
  });

  it.each([
    [
      'a command that is not there',
      ['rum'],
      /^error: uet: unknown command 'rum'\nhint: {2}Did you mean run\?\n$/,
    ],
    ['a template that is not there', ['run', 'no.yaml'], /^error: no\.yaml: .*\nhint: {2}.+\n$/],
    ['an id that is none', ['runs', 'show', 'nonsense'], /^error: .*nonsense.*\nhint: {2}.+\n$/],
  ])('tells %s on standard error alone, without a stack trace, and ends with 2', async (_, argv, says) => {
    const { stdout, stderr, exitCode } = await ended(start(...argv));
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(says);
  });

  it('is quiet where nobody reads any more', async () => {
    const child = start('schemas', 'print', 'template');
    child.stdout.once('data', () => (child.stdout as unknown as { destroy(): void }).destroy());
    const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });

  it('goes on in the background with --detach', async () => {
    const template = `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
phases: [{ id: p, workstreams: [{ id: w, tasks: [{ id: a, run: 'echo made > made.txt' }] }] }]
`;
    await writeFile(join(own.path, 't.yaml'), template);
    const { stdout, exitCode, stderr } = await ended(
      start('run', 't.yaml', '--repo', 'repo', '--target', 'next', '--detach', '--json'),
    );
    expect(exitCode, stderr).toBe(0);
    const { runId, pid, logPath } = JSON.parse(stdout);
    expect(() => process.kill(pid, 0)).not.toThrow();
    const followed = await ended(start('events', '--follow', '--run', runId));
    expect(followed.stdout).toMatch(/run .* succeeded/);
    expect(await git(repo, 'show', 'next:made.txt')).toBe('made');
    await expect
      .poll(async () => (await readFile(logPath, 'utf8')).includes('"state":"succeeded"'))
      .toBe(true);
  });
});
