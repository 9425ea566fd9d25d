import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReportFormat } from '@uet/schemas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportFormats } from './report-formats.js';

const vitestPath = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'uet-reports-')));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

interface Output {
  readonly exitCode: number;
  readonly text: string;
}

/** Runs a test runner in the folder, without what the runner of this test has put into the environment. */
function run(args: readonly string[]): Promise<Output> {
  const env = { PATH: process.env.PATH, HOME: root, NO_COLOR: '1' };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: root, env, maxBuffer: 1 << 24 }, (_, text) => {
      resolve({ exitCode: child.exitCode ?? -1, text });
    });
  });
}

async function writeFiles(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

function read(format: ReportFormat, { text, exitCode }: Output) {
  const record = reportFormats[format].read({ text, exitCode, root });
  const byName = new Map(
    record.cases.map((one) => [one.suite === null ? one.name : `${one.suite} > ${one.name}`, one]),
  );
  const statuses = Object.fromEntries([...byName].map(([name, { status }]) => [name, status]));
  return { record, byName, statuses };
}

const nodeTests = {
  'a.test.mjs': `import assert from 'node:assert';
import { after, describe, it, test } from 'node:test';
test('passes', () => console.log('ok 1 - printed\\n    not ok 2 - printed\\nBail out!'));
test('fails # with \\\\ and {', () => assert.equal(1, 2));
test('skipped', { skip: 'no network' }, () => {});
test('todo that fails', { todo: 'later' }, () => { throw new Error('not yet'); });
test('same', () => {});
test('same', () => {});
describe('suite', () => {
  it('inside', () => {});
  describe('deep', () => { it('breaks', () => { throw new Error('one\\n  ...\\nok 3\\n1..9'); }); });
});
describe('hook', () => { after(() => { throw new Error('in the hook'); }); it('is fine', () => {}); });
describe('empty', () => {});
describe.skip('skipped suite', () => { it('never', () => {}); });
test('parent', async (t) => { await t.test('child', () => {}); });
test('parent that breaks', async (t) => { await t.test('child', () => {}); throw new Error('by itself'); });
test('parent in todo', { todo: true }, async (t) => { await t.test('child', () => { throw new Error('x'); }); });
`,
  'b.test.mjs': `import './missing.mjs';`,
  'c.test.mjs': `import test from 'node:test';\ntest('last', () => {});`,
};

describe('readTap', () => {
  it('reads what node:test prints, and counts as node:test counts', async () => {
    await writeFiles(nodeTests);
    const output = await run(['--test', '--test-reporter=tap', ...Object.keys(nodeTests)]);
    const said = (name: string): number =>
      Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output.text)?.[1]);
    const { record, byName, statuses } = read('tap', output);
    expect(output.exitCode).toBe(1);
    expect(record.passed).toBe(said('pass'));
    expect(record.failed).toBe(said('fail') + said('cancelled'));
    expect(record.skipped).toBe(said('skipped') + said('todo'));
    expect(record.errored).toBe(1);
    expect(record.total).toBe(said('tests') + 1);
    expect(statuses).toMatchObject({
      passes: 'passed',
      'fails # with \\ and {': 'failed',
      skipped: 'skipped',
      'todo that fails': 'skipped',
      'suite > inside': 'passed',
      'suite > deep > breaks': 'failed',
      hook: 'errored',
      'hook > is fine': 'passed',
      parent: 'passed',
      'parent that breaks': 'failed',
      'parent that breaks > child': 'passed',
      'parent in todo': 'skipped',
      last: 'passed',
    });
    expect(byName.get('fails # with \\ and {')).toMatchObject({ file: 'a.test.mjs', line: 4 });
    expect(byName.get('suite > deep > breaks')?.message).toMatch(/one\n {4}\.\.\.\n {2}ok 3\n {2}1\.\.9/);
    expect(byName.get('b.test.mjs')).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('exitCode: 1'),
    });
  });

  it('reads a run of node:test without a failure', async () => {
    await writeFiles({ 'c.test.mjs': nodeTests['c.test.mjs'] });
    const { record } = read('tap', await run(['--test', '--test-reporter=tap', 'c.test.mjs']));
    expect(record).toMatchObject({ total: 1, passed: 1, plan: { expected: 1, seen: 1 } });
  });
});

describe('readJunit', () => {
  it('reads what node:test writes', async () => {
    await writeFiles(nodeTests);
    const { statuses } = read(
      'junit',
      await run(['--test', '--test-reporter=junit', ...Object.keys(nodeTests)]),
    );
    expect(statuses).toMatchObject({
      passes: 'passed',
      'todo that fails': 'skipped',
      'b.test.mjs': 'failed',
      last: 'passed',
    });
    expect(Object.entries(statuses)).toContainEqual([
      expect.stringMatching(/deep > breaks$|deep.*breaks$/),
      'failed',
    ]);
  });
});

const vitestTests = {
  'src/math.test.mjs': `describe('math', () => {
  test('adds', () => {});
  test('is wrong', () => { expect(1).toBe(2); });
  test.skip('is skipped', () => {});
  test.todo('is to be written');
  describe('deep', () => { test('holds', () => {}); });
});
test('is flaky', { retry: 2 }, ({ task }) => { if ((task.result?.retryCount ?? 0) < 1) throw new Error('first try'); });
`,
  'src/load.test.mjs': `await import('./missing.mjs');\ntest('never runs', () => {});`,
  'src/hook.test.mjs': `afterAll(() => { throw new Error('in the hook'); });\ntest('is fine', () => {});`,
  'src/none.test.mjs': `export {};`,
};

const runVitest = (...args: readonly string[]): Promise<Output> =>
  run([vitestPath, 'run', '--globals', '--root', root, '--maxWorkers=1', ...args]);

describe('readVitest', () => {
  it('reads what vitest writes', async () => {
    await writeFiles(vitestTests);
    const { exitCode } = await runVitest('--reporter=json', '--outputFile=report.json');
    const text = await readFile(join(root, 'report.json'), 'utf8');
    const { record, byName, statuses } = read('vitest', { exitCode, text });
    expect(exitCode).toBe(1);
    expect(record).toMatchObject({ total: 10, passed: 4, failed: 1, skipped: 2, errored: 3, plan: null });
    expect(record.duration_ms).toBeGreaterThan(0);
    expect(statuses).toEqual({
      'math > adds': 'passed',
      'math > is wrong': 'failed',
      'math > is skipped': 'skipped',
      'math > is to be written': 'skipped',
      'math > deep > holds': 'passed',
      'is flaky': 'passed',
      'src/load.test.mjs': 'errored',
      'src/hook.test.mjs': 'errored',
      'is fine': 'passed',
      'src/none.test.mjs': 'errored',
    });
    expect(byName.get('math > is wrong')).toMatchObject({ file: 'src/math.test.mjs', line: 3 });
    expect(byName.get('math > is wrong')?.message).toMatch(/^AssertionError: expected 1 to be 2/);
    expect(byName.get('is flaky')?.message).toMatch(
      /^\[flaky: failed tries before it passed: 1\]\nError: first try/,
    );
    expect(byName.get('src/load.test.mjs')?.message).toMatch(/Cannot find module/);
    expect(byName.get('src/hook.test.mjs')?.message).toBe('in the hook');
  });

  it('reads the same run from the JUnit and TAP reporters of vitest', async () => {
    await writeFiles(vitestTests);
    const { text, exitCode } = await runVitest(
      '--reporter=tap',
      '--reporter=junit',
      '--outputFile.junit=report.xml',
    );
    const junit = read('junit', { exitCode, text: await readFile(join(root, 'report.xml'), 'utf8') });
    expect(junit.record).toMatchObject({ total: 10, passed: 4, failed: 4, skipped: 2, errored: 0 });
    expect(junit.statuses).toMatchObject({ 'src/math.test.mjs > math > is wrong': 'failed' });
    const tap = read('tap', { exitCode, text });
    expect(tap.record).toMatchObject({
      total: 10,
      passed: 4,
      failed: 3,
      skipped: 2,
      errored: 1,
      plan: { expected: 4, seen: 4 },
    });
    expect(tap.statuses).toMatchObject({
      'src/math.test.mjs > math > is wrong': 'failed',
      'src/hook.test.mjs': 'errored',
    });
  });

  it('reads a run of vitest without a failure', async () => {
    await writeFiles({ 'a.test.mjs': `test('holds', () => {});` });
    await runVitest('--reporter=json', '--outputFile=report.json');
    const text = await readFile(join(root, 'report.json'), 'utf8');
    expect(read('vitest', { exitCode: 0, text }).record).toMatchObject({ total: 1, passed: 1, errored: 0 });
  });
});
