import { EventEmitter } from 'node:events';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call } from './support/call.js';
import { git } from './support/git.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository } from './support/places.js';

const own = ownPlace();

/** A task that says that it has started and waits until it may go on, and one that comes after it. */
const template = (folder: string): string => `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
phases:
  - id: p
    workstreams:
      - id: w
        tasks:
          - id: first
            run: 'touch "$SIGNS/started"; while [ ! -e "$SIGNS/go" ]; do sleep 0.02; done; echo 1 > first.txt'
            env: { SIGNS: ${JSON.stringify(folder)} }
          - { id: second, run: 'echo 2 > second.txt', depends_on: [first] }
`;

/** A run whose first task has started, and the signals that its process listens for. */
async function startRun(name: string, target = 'next') {
  const folder = join(own.path, name);
  await mkdir(folder);
  const repo = await makeRepository(join(folder, 'repo'));
  await writeFile(join(folder, 't.yaml'), template(folder));
  const env = own.env;
  const signals = new EventEmitter();
  const uet = (...argv: readonly string[]) => call(argv, { cwd: folder, env, signals });
  const running = uet('run', 't.yaml', '--repo', 'repo', '--target', target, '--json');
  await expect.poll(() => access(join(folder, 'started')), { timeout: 20_000 }).toBeUndefined();
  return { repo, signals, uet, running, go: () => writeFile(join(folder, 'go'), '') };
}

const states = (report: { tasks: ReadonlyArray<{ taskId: string; state: string }> }): string[] =>
  report.tasks.map(({ taskId, state }) => `${taskId} ${state}`);

describe('Ctrl-C', () => {
  it('once lets what runs finish and land, starts nothing more, and ends with 130; a retry does the rest', async () => {
    const { repo, signals, uet, running, go } = await startRun('once');
    signals.emit('SIGINT');
    await go();
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode, stderr).toBe(130);
    const report = JSON.parse(stdout);
    expect(states(report)).toEqual(['first completed', 'second canceled']);
    expect(await git(repo, 'show', 'next:first.txt')).toBe('1');
    const again = await uet('runs', 'retry', report.runId, '--json');
    expect(again.exitCode, again.stderr).toBe(0);
    expect(states(JSON.parse(again.stdout))).toEqual(['first completed', 'second completed']);
    expect(await git(repo, 'log', '--format=%s', 'main..next')).toBe('second\nfirst');
  });

  it('twice ends what runs, and lands nothing of it', async () => {
    const { repo, signals, running } = await startRun('twice');
    signals.emit('SIGINT');
    signals.emit('SIGTERM');
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode, stderr).toBe(130);
    expect(stderr).toContain('ending what runs');
    expect(states(JSON.parse(stdout))).toEqual(['first canceled', 'second canceled']);
    expect(await git(repo, 'rev-parse', 'next')).toBe(await git(repo, 'rev-parse', 'main'));
  });

  it('is not needed from another terminal: `uet runs cancel` does the same', async () => {
    const { signals, uet, running, go } = await startRun('elsewhere');
    const [{ id }] = JSON.parse((await uet('runs', 'list', '--json')).stdout);
    const busy = await uet('resume', id, '--json');
    expect(JSON.parse(busy.stdout).error).toMatchObject({ code: 'illegal_move', where: id });
    expect((await uet('runs', 'cancel', id)).stdout).toMatch(/stops: what runs finishes first/);
    await go();
    expect((await running).exitCode).toBe(130);
    expect(signals.listenerCount('SIGINT')).toBe(0);
  });
});

describe('uet workers shutdown', () => {
  it('of all workers of a run interrupts it; it goes on when it is resumed', async () => {
    const { repo, uet, running, go } = await startRun('shut-down');
    const workers: Array<{ id: string }> = JSON.parse((await uet('workers', 'list', '--json')).stdout);
    const said: string[] = [];
    for (const { id } of workers) said.push((await uet('workers', 'shutdown', id)).stdout);
    expect(said.filter((line) => line.endsWith(' has ended\n'))).toHaveLength(workers.length - 1);
    await go();
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode, stderr).toBe(5);
    const report = JSON.parse(stdout);
    expect(stderr).toContain(
      `run ${report.runId} was interrupted: its workers were shut down; \`uet resume ${report.runId}\``,
    );
    expect(states(report)[0]).toMatch(/^first (completed|validating)$/);
    const resumed = await uet('resume', '--json');
    expect(resumed.exitCode, resumed.stderr).toBe(0);
    expect(await git(repo, 'log', '--format=%s', 'main..next')).toBe('second\nfirst');
  });
});

describe('a checkout that changes while its branch is worked on', () => {
  it('pauses the run, which goes on once a person has cleared the way', async () => {
    const { repo, uet, running, go } = await startRun('dirty', 'main');
    await writeFile(join(repo, 'readme.md'), 'changed by hand\n');
    await go();
    const { exitCode, stdout, stderr } = await running;
    expect(exitCode, stderr).toBe(2);
    const { runId, state } = JSON.parse(stdout);
    expect(state).toBe('paused');
    expect((await uet('runs', 'show', runId)).stdout).toMatch(/readme\.md[\s\S]*uet resume/);
    expect(await readFile(join(repo, 'readme.md'), 'utf8')).toBe('changed by hand\n');
    await git(repo, 'checkout', '--quiet', 'readme.md');
    const resumed = await uet('resume', '--json');
    expect(resumed.exitCode, resumed.stderr).toBe(0);
    expect(await git(repo, 'log', '--format=%s', 'main')).toBe('second\nfirst\nStart');
    expect(await git(repo, 'status', '--porcelain')).toBe('');
  });
});
