import { EventEmitter } from 'node:events';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestDatabase } from '@uet/db/testing';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { call } from './support/call.js';
import { git } from './support/git.js';
import { ownPlace } from './support/own-place.js';
import { makeRepository, writeFiles } from './support/places.js';

const own = ownPlace();
let repo: string;

const diff = `diff --git a/src/list.txt b/src/list.txt
--- a/src/list.txt
+++ b/src/list.txt
@@ -1,3 +1,6 @@
 one
 two
 three
+four
+five
+six
`;

const template = `template: v1
metadata: { name: demo, version: 1.0.0, status: active, owner: shop }
parameters: { word: { type: string }, key: { type: string, secret: true, default: hunter2-hunter2 } }
gates:
  tests: { type: unit_tests, run: 'echo 1..1; if [ -e bad.txt ]; then echo "not ok 1 - is good"; else echo "ok 1 - is good"; fi', report: { format: tap } }
phases:
  - id: p
    workstreams:
      - id: w
        tasks:
          - { id: good, run: 'echo "$UET_PARAM_WORD $UET_PARAM_KEY" | tee good.txt' }
          - { id: bad, run: 'echo "$UET_PARAM_KEY" >&2; echo bad > bad.txt', retries: 1, critical: false }
`;

beforeAll(async () => {
  repo = await makeRepository(join(own.path, 'repo'));
  await writeFiles(own.path, { 't.yaml': template, 'long.patch': diff });
});

const uet = (argv: readonly string[], signals = new EventEmitter()) =>
  call(argv, { cwd: own.path, env: own.env, signals });

/** The one object that a command prints with `--json`. */
async function json(...argv: readonly string[]) {
  const { stdout, stderr } = await uet([...argv, '--json']);
  expect(stdout.trimEnd().split('\n'), stderr).toHaveLength(1);
  return JSON.parse(stdout);
}

describe('uet run', () => {
  it('tells what happened in lines, and ends with 3 where a quarantined patch remains', async () => {
    const { exitCode, stdout, stderr } = await uet([
      'run',
      't.yaml',
      '--repo',
      'repo',
      '--param',
      'word=hello',
    ]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringMatching(/^warning: t\.yaml:3:.*secret.*\nrun \w{26} on uet\/\w{26}\n$/),
    });
    expect(stdout).toMatch(/good/);
    expect(stdout).toMatch(/quarantined/);
    expect(stdout).not.toContain('\u001b');
  });

  it('reports one object with every key of the interface', async () => {
    const [{ id }] = await json('runs', 'list');
    const report = await json('runs', 'show', id);
    expect(Object.keys(report).sort()).toEqual(
      [
        'approvals',
        'baseCommit',
        'branch',
        'costUsd',
        'durationMs',
        'gates',
        'headCommit',
        'headTree',
        'patches',
        'repository',
        'runId',
        'state',
        'tasks',
      ].sort(),
    );
    expect(report).toMatchObject({
      runId: id,
      state: 'succeeded',
      repository: repo,
      branch: `uet/${id}`,
      tasks: [
        { taskId: 'good', state: 'completed', attempts: 1, tool: 'command', durationMs: expect.any(Number) },
        { taskId: 'bad', state: 'failed', attempts: 1 },
      ],
      costUsd: '0',
    });
    expect(
      report.patches.map(({ taskId, state }: Record<string, string>) => `${taskId} ${state}`).sort(),
    ).toEqual(['bad quarantined', 'good committed']);
    expect(report.headCommit).toBe(await git(repo, 'rev-parse', `uet/${id}`));
    expect(report.headTree).toBe(await git(repo, 'rev-parse', `uet/${id}^{tree}`));
  });

  it('shows a secret nowhere, in no log and no event', async () => {
    const { stdout: events } = await uet(['events', '--json']);
    const folder = join(own.path, 'home/logs');
    const logs = [];
    for (const name of await readdir(folder, { recursive: true }))
      logs.push(await readFile(join(folder, name), 'utf8').catch(() => ''));
    expect(logs.some((log) => log.includes('hello ***'))).toBe(true);
    for (const text of [events, ...logs]) expect(text).not.toContain('hunter2');
  });
});

describe('ids', () => {
  it('may be in small letters, and cut where no other begins so', async () => {
    const [{ id }] = await json('runs', 'list');
    for (const given of [id.toLowerCase(), id.slice(0, 24), id.toLowerCase().slice(0, 12)])
      expect(await json('runs', 'show', given)).toMatchObject({ runId: id });
    const [patch] = await json('patches', 'list', '--run', id.slice(0, 20));
    expect(await json('patches', 'show', patch.id.toLowerCase())).toMatchObject({
      id: patch.id,
      artifact: { task_id: expect.any(String) },
    });
  });

  it('are asked for in full where several begin so', async () => {
    const patches = await json('patches', 'list');
    expect(patches.length).toBeGreaterThan(1);
    const { error } = await json('patches', 'show', patches[0].id.slice(0, 6));
    expect(error).toMatchObject({ code: 'bad_argument', hint: expect.stringContaining(patches[0].id) });
  });
});

describe('uet patches', () => {
  it('prints a diff alone, to the byte', async () => {
    const [patch] = await json('patches', 'list', '--state', 'committed');
    const { stdout } = await uet(['patches', 'show', patch.id, '--diff']);
    expect(stdout).toContain('+hello hunter2-hunter2\n');
    expect(stdout.startsWith('diff --git ')).toBe(true);
  });

  it('releases a patch whose run has ended, which lands here and now', async () => {
    const landed = await uet([
      'land',
      'long.patch',
      '--repo',
      'repo',
      '--target',
      'next',
      '--max-lines',
      '2',
      '--json',
    ]);
    expect(landed.exitCode).toBe(3);
    const {
      runId,
      patches: [patch],
    } = JSON.parse(landed.stdout);
    expect(patch).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('3 lines') });
    const released = await json('patches', 'release', patch.patchId, '--reason', 'wanted');
    expect(released).toMatchObject({ state: 'committed' });
    expect(await git(repo, 'show', 'next:src/list.txt')).toBe('one\ntwo\nthree\nfour\nfive\nsix');
    expect(await json('runs', 'show', runId)).toMatchObject({
      patches: [{ state: 'committed' }],
      headCommit: released.commit_id,
    });
    const again = await uet(['patches', 'release', patch.patchId, '--json']);
    expect(again.exitCode).toBe(2);
    expect(JSON.parse(again.stdout).error.code).toBe('illegal_move');
  });

  it('releases a patch that a gate keeps out again, and drops it for good', async () => {
    const [patch] = await json('patches', 'list', '--state', 'quarantined');
    const { exitCode, stdout } = await uet(['patches', 'release', patch.id]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/is quarantined: gate tests failed/);
    expect(await json('patches', 'drop', patch.id, '--reason', 'never')).toMatchObject({
      state: 'dropped',
      reason: 'never',
    });
    const { stdout: life } = await uet(['patches', 'show', patch.id]);
    expect(life).toMatch(/quarantine[\s\S]*release[\s\S]*quarantine[\s\S]*drop/);
  });
});

describe('uet runs', () => {
  it('lists in columns, filtered by state', async () => {
    const { stdout } = await uet(['runs', 'list', '--state', 'succeeded', '--limit', '1']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect((await uet(['runs', 'list', '--state', 'failed'])).stdout).toBe('no such runs\n');
  });

  it('refuses to cancel or go on with a run that has ended', async () => {
    const [{ id }] = await json('runs', 'list');
    for (const verb of ['cancel', 'resume', 'retry'])
      expect((await json('runs', verb, id)).error, verb).toMatchObject({
        code: 'illegal_move',
        hint: expect.any(String),
      });
  });
});

describe('uet events', () => {
  it('prints one object a line, from a cursor on', async () => {
    const all = (await uet(['events', '--json'])).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const rest = (await uet(['events', '--json', '--after', all[9].cursor])).stdout.trimEnd().split('\n');
    expect(rest).toHaveLength(all.length - 10);
    const ofRun = (await uet(['events', '--run', all[0].run_id])).stdout;
    expect(ofRun).toMatch(/task good/);
  });

  it('follows until it is told to stop, or until the run has ended', async () => {
    const signals = new EventEmitter();
    const following = uet(['events', '--follow'], signals);
    while (signals.listenerCount('SIGINT') === 0) await new Promise((resolve) => setImmediate(resolve));
    signals.emit('SIGINT');
    expect((await following).exitCode).toBe(0);
    const [{ id }] = await json('runs', 'list');
    expect((await uet(['events', '--follow', '--run', id])).stdout).toMatch(/run .* succeeded/);
  });
});

describe('uet costs', () => {
  it.each(['run', 'task', 'tool', 'model', 'day'])('sums up by %s', async (by) => {
    expect(await json('costs', '--by', by)).toMatchObject({ by, totalUsd: '0', landedPatches: 2 });
  });
});

describe('uet db', () => {
  it('says where the database is, without its password', async () => {
    const { password } = new URL(own.env.DATABASE_URL);
    const status = await json('db', 'status');
    expect(status).toMatchObject({
      embedded: false,
      pending: [],
      applied: expect.any(Number),
      jobQueue: 'current',
    });
    expect(status.url).not.toContain(password);
    expect((await uet(['db', 'status'])).stdout).toMatch(/up to date/);
    expect(await json('db', 'url')).toEqual({ url: own.env.DATABASE_URL, embedded: false });
  });

  it('migrates, and says what it applied', async () => {
    const empty = await createTestDatabase(inject('templateUrl').replace(/\/[^/?]+(\?|$)/, '/template1$1'));
    const options = {
      cwd: own.path,
      env: { UET_HOME: join(own.path, 'home'), DATABASE_URL: empty.url },
    };
    expect((await call(['db', 'status'], options)).stdout).toMatch(/to apply|pending/);
    const { stdout } = await call(['db', 'migrate', '--json'], options);
    expect(JSON.parse(stdout).applied).toEqual(expect.arrayContaining([expect.stringMatching(/_init$/)]));
    expect((await call(['db', 'migrate'], options)).stdout).toMatch(/up to date already/);
    await empty.drop();
  });
});

describe('uet schemas and tools', () => {
  it('lists, prints and checks', async () => {
    expect(await json('schemas', 'list')).toContain('template');
    expect(await json('schemas', 'print', 'template.v1.json')).toMatchObject({
      $schema: expect.stringContaining('2020-12'),
    });
    expect(JSON.parse((await uet(['schemas', 'print', 'template'])).stdout)).toEqual(
      await json('schemas', 'print', 'template'),
    );
    await writeFile(join(own.path, 'policy.yaml'), 'max_files: 3\n');
    expect(await json('schemas', 'check', 'patch_policy', 'policy.yaml')).toMatchObject({ valid: true });
  });

  it('lists the tools, and asks no database', async () => {
    const env = { UET_HOME: join(own.path, 'no-home'), DATABASE_URL: 'postgresql://uet@127.0.0.1:1/uet' };
    const { exitCode, stdout } = await call(['tools', 'list', '--json'], { cwd: own.path, env });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['claude', 'codex', 'aider', 'gemini']),
    );
    await expect(access(env.UET_HOME)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('uet validate', () => {
  it('shows waves, critical path, conflicts, gates and warnings, and asks no database', async () => {
    await mkdir(join(own.path, 'elsewhere'), { recursive: true });
    const options = { cwd: own.path, env: { DATABASE_URL: 'postgresql://uet@127.0.0.1:1/uet' } };
    const { exitCode, stdout } = await call(['validate', 't.yaml', '--param', 'word=x', '--json'], options);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: true,
      waves: [['good', 'bad']],
      criticalPath: [expect.any(String)],
      gates: [{ name: 'tests' }],
      warnings: [expect.stringMatching(/t\.yaml:3:.*secret/)],
    });
    const plain = await call(['validate', 't.yaml', '--param', 'word=x'], options);
    expect(plain.stdout).toMatch(/wave 1 {2}good, bad/);
  });
});
