import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Called, call } from './support/call.js';
import { git } from './support/git.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository, writeFiles } from './support/places.js';
import { startUp, type Up } from './support/up.js';

const own = ownPlace();
let up: Up;
let repo: string;

const header = (name: string): string =>
  `template: v1\nmetadata: { name: ${name}, version: 1.0.0, status: active, owner: shop }\n`;
const tasks = (...lines: readonly string[]): string =>
  `phases: [{ id: p, workstreams: [{ id: w, tasks: [${lines.join(', ')}] }] }]\n`;

const templates = {
  'mixed.yaml': `${header('mixed')}parameters: { word: { type: string } }
gates:
  tests: { type: unit_tests, run: 'echo 1..1; if [ -e bad.txt ]; then echo "not ok 1 - is good"; else echo "ok 1 - is good"; fi', report: { format: tap } }
${tasks(
  `{ id: good, run: 'echo "$UET_PARAM_WORD" > good.txt' }`,
  `{ id: bad, run: 'echo bad > bad.txt', retries: 1, critical: false }`,
)}`,
  'careful.yaml': header('careful') + tasks(`{ id: schema, run: 'echo 1 > schema.txt', approval: true }`),
  'long.yaml': header('long') + tasks(`{ id: sleeps, run: 'sleep 600' }`),
};

/** A command that finds the server by the state folder. */
const uet = (argv: readonly string[], signals = new EventEmitter()): Promise<Called> =>
  call(argv, { cwd: own.path, env: own.env, signals });

/** The same command on the same database, with a state folder in which no server is written down. */
const alone = (argv: readonly string[]): Promise<Called> =>
  call(argv, { cwd: own.path, env: { ...own.env, UET_HOME: join(own.path, 'elsewhere') } });

/** A command that is told by `UET_URL` where the server is, and nothing of the database. */
const remote = (argv: readonly string[], token?: string): Promise<Called> =>
  call(argv, {
    cwd: own.path,
    env: { UET_URL: up.url, UET_HOME: join(own.path, 'client'), ...(token ? { UET_TOKEN: token } : {}) },
  });

async function json(...argv: readonly string[]) {
  const { stdout, stderr } = await uet([...argv, '--json']);
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
}

/** The run of which a worker of the server holds a task, once there is one beside those that are known. */
async function untilBusy(...known: readonly string[]): Promise<string> {
  for (;;) {
    const workers: Array<{ current_run_id: string | null }> = await json('workers', 'list');
    const ids = workers.flatMap(({ current_run_id: id }) => id ?? []);
    const found = ids.find((id) => !known.includes(id));
    if (found !== undefined) return found;
  }
}

beforeAll(async () => {
  repo = await makeRepository(join(own.path, 'repo'));
  await writeFiles(own.path, templates);
  up = await startUp(own.path, own.env);
});
afterAll(async () => {
  await up?.stop();
});

describe('a command beside a running server', () => {
  it('has the server run a template, and tells of it as it does alone', async () => {
    const { exitCode, stdout, stderr } = await uet([
      'run',
      'mixed.yaml',
      '--repo',
      'repo',
      '--param',
      'word=hi',
    ]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringMatching(/^run \w{26} on uet\/\w{26}\n$/),
    });
    expect(stdout).toMatch(/✓ good landed \(tests\)\n/);
    expect(stdout).toMatch(/bad failed, and its patch is quarantined: gate tests failed on "is good"/);
    const [{ id }] = await json('runs', 'list');
    expect(await git(repo, 'show', `uet/${id}:good.txt`)).toBe('hi');
    const { stdout: reported, exitCode: code } = await uet([
      ...['run', 'mixed.yaml', '--repo', 'repo', '--param', 'word=ho', '--target', 'next', '--json'],
    ]);
    expect(code).toBe(3);
    expect(JSON.parse(reported)).toMatchObject({ state: 'succeeded', branch: 'next', tasks: [{}, {}] });
  });

  it('answers to the letter what it answers alone', async () => {
    const [{ id }] = await json('runs', 'list');
    const patches = await json('patches', 'list', '--run', id);
    const [{ gateId }] = (await json('runs', 'show', id)).gates;
    const commands = [
      ['runs', 'list'],
      ['runs', 'list', '--state', 'failed'],
      ['runs', 'show', id.slice(0, 20).toLowerCase()],
      ['patches', 'list'],
      ['patches', 'show', patches[0].id],
      ['patches', 'show', patches[0].id, '--diff'],
      ['gates', 'show', gateId],
      ['costs', '--by', 'tool'],
      ['tools', 'list'],
      ['templates', 'list'],
      ['templates', 'show', 'mixed'],
      ['breakers', 'list'],
      ['events', '--run', id],
      ['runs', 'show', 'zzz'],
      ['gates', 'show', id],
      ['patches', 'release', patches[0].id.slice(0, 6)],
      ['runs', 'cancel', id],
      ['run', 'nowhere.yaml'],
    ];
    for (const argv of commands) {
      for (const given of [argv, [...argv, '--json']])
        expect(await uet(given), given.join(' ')).toEqual(await alone(given));
    }
  });

  it('steers: what waits for approval is approved, and the run goes on', async () => {
    const first = await uet(['run', 'careful.yaml', '--repo', 'repo', '--target', 'careful']);
    expect(first.exitCode, first.stdout + first.stderr).toBe(2);
    expect(first.stdout).toMatch(/running: waits for approval[\s\S]*go on: +by itself, once that is decided/);
    expect(first.stdout).not.toContain('uet resume');
    const [{ approval, run }] = await json('approvals', 'list');
    expect((await uet(['approvals', 'list'])).stdout).toContain(approval.id);
    const { stdout } = await uet(['approvals', 'approve', approval.id.slice(0, 22), '--reason', 'fine']);
    expect(stdout).toMatch(/^the patch of schema is approved\n/);
    expect((await uet(['events', '--follow', '--run', run.id])).stdout).toMatch(/run .* succeeded/);
    const [{ patchId }] = (await json('runs', 'show', run.id)).patches;
    expect(await json('patches', 'roll-back', patchId, '--reason', 'not wanted')).toMatchObject({
      state: 'rolled_back',
      rolled_back_by: { state: 'committed' },
    });
  });

  it('stops a run by Ctrl-C twice, and from elsewhere at once', async () => {
    const signals = new EventEmitter();
    const terminal = { columns: 100, rows: 30 };
    const given = ['run', 'long.yaml', '--repo', 'repo', '--target', 'long'];
    let show = (): void => undefined;
    const shown = new Promise<void>((resolve) => {
      show = resolve;
    });
    const onWrite = (text: string): void => {
      if (/sleeps +running/.test(text)) show();
    };
    const going = call(given, { cwd: own.path, env: own.env, signals, terminal, onWrite });
    await shown;
    const first = await untilBusy();
    signals.emit('SIGINT');
    signals.emit('SIGINT');
    const { exitCode, stdout, stderr } = await going;
    expect(exitCode, stdout + stderr).toBe(130);
    expect(stdout).toMatch(/long → long[\s\S]*0\/1 tasks[\s\S]*sleeps +running/);
    expect(stdout).toMatch(/stopping: nothing new starts/);
    expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'));
    const detached = await json(...given, '--detach');
    expect(detached).toMatchObject({ runId: expect.any(String), branch: 'long', pid: null });
    await uet(['runs', 'cancel', detached.runId, '--now', '--reason', 'enough']);
    expect((await uet(['events', '--follow', '--run', detached.runId])).stdout).toMatch(/run .* canceled/);
    const retried = uet(['runs', 'retry', detached.runId.slice(0, 22), '--json'], signals);
    await untilBusy(first, detached.runId);
    signals.emit('SIGINT');
    signals.emit('SIGINT');
    expect(JSON.parse((await retried).stdout)).toMatchObject({ state: 'canceled', branch: 'long' });
  });

  it('steers workers and breakers, and tells how the system is', async () => {
    const listed = async (): Promise<Array<{ id: string; state: string }>> => json('workers', 'list');
    // What was canceled before is still being ended.
    await expect
      .poll(async () => (await listed()).map(({ state }) => state), { timeout: 10_000 })
      .not.toContain('busy');
    const [worker] = await json('workers', 'list');
    expect(await json('workers', 'pause', worker.id)).toMatchObject({ state: 'paused' });
    expect(await json('workers', 'resume', worker.id)).toMatchObject({ id: worker.id, state: 'idle' });
    expect(await json('breakers', 'force-open', 'codex', '--reason', 'down')).toMatchObject({
      state: 'open',
    });
    expect((await uet(['tools', 'list'])).stdout).toMatch(/codex .*breaker open/);
    expect((await uet(['breakers', 'reset', 'codex'])).stdout).toBe('the breaker of codex is closed\n');
    expect(await json('templates', 'save', 'long.yaml')).toMatchObject({ name: 'long' });
    expect((await uet(['templates', 'remove', 'long'])).exitCode).toBe(0);
    expect(await json('health')).toMatchObject({ checks: expect.any(Array) });
  });
});

describe('UET_URL', () => {
  it('lets a token do what its role allows, until it is revoked', async () => {
    const { token, line } = await json('token', 'create', 'anna', '--role', 'viewer', '--days', '1');
    const [{ id }] = await json('runs', 'list', '--limit', '1');
    expect(JSON.parse((await remote(['runs', 'show', id, '--json'], token)).stdout)).toMatchObject({
      runId: id,
    });
    const refused = await remote(['runs', 'cancel', id, '--json'], token);
    expect(refused.exitCode).toBe(2);
    expect(JSON.parse(refused.stdout).error).toMatchObject({ code: 'forbidden', hint: expect.any(String) });
    expect((await uet(['token', 'revoke', line.id])).stdout).toMatch(/is revoked/);
    for (const given of [token, 'uet_wrong', undefined]) {
      const { exitCode, stdout } = await remote(['runs', 'list', '--json'], given);
      expect(exitCode).toBe(2);
      expect(JSON.parse(stdout).error).toMatchObject({
        code: 'unauthenticated',
        hint: expect.stringContaining('UET_TOKEN'),
      });
    }
    expect((await uet(['token', 'list'])).stdout).toMatch(/anna .*viewer .*revoked/);
  });

  it('starts runs on a repository of the server, and lands nothing from here', async () => {
    const { token } = await json('token', 'create', 'ci', '--role', 'operator');
    const here = await remote(['run', 'mixed.yaml', '--param', 'word=x', '--json'], token);
    expect(JSON.parse(here.stdout).error).toMatchObject({ code: 'bad_repository', where: '--repo' });
    const there = await remote(['run', 'mixed.yaml', '--param', 'word=x', '--repo', repo, '--json'], token);
    expect(there.exitCode, there.stderr).toBe(3);
    const landing = await remote(['land', 'x.patch', '--target', 'main', '--json'], token);
    expect(JSON.parse(landing.stdout).error).toMatchObject({ code: 'bad_argument', where: 'UET_URL' });
  });

  it('is told of as what does not answer, or is no address', async () => {
    for (const [url, code, exitCode] of [
      ['http://127.0.0.1:1', 'server_unavailable', 5],
      ['localhost', 'bad_config', 2],
    ]) {
      const options = { cwd: own.path, env: { ...own.env, UET_URL: String(url) } };
      const called = await call(['runs', 'list', '--json'], options);
      expect(called.exitCode).toBe(exitCode);
      expect(JSON.parse(called.stdout).error).toMatchObject({ code, where: 'UET_URL' });
    }
  });
});

describe('uet token link', () => {
  it('makes a link that signs one browser in', async () => {
    const { url } = await json('token', 'link', '--name', 'anna', '--role', 'operator');
    const [, code] = /^http:\/\/localhost:\d+\/sign-in#([\w-]+)$/.exec(url) ?? [];
    expect(code).toBeDefined();
  });

  it('needs a server', async () => {
    const { stdout } = await alone(['token', 'link', '--json']);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'server_unavailable',
      hint: expect.stringMatching(/uet up/),
    });
  });
});

describe('a command after the server has stopped', () => {
  it('works alone again', async () => {
    expect(await up.stop()).toBe(0);
    expect((await json('runs', 'list')).length).toBeGreaterThan(3);
    expect((await uet(['token', 'link'])).stderr).toMatch(/none runs here/);
  });
});
