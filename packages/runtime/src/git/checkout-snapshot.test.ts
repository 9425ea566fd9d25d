import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CheckoutSnapshot, compareCheckout, snapshotCheckout } from './checkout-snapshot.js';
import { inspectRepository } from './inspect-repository.js';
import {
  type SampleRepository,
  sampleRepository,
  temporaryFolder,
  userGit,
} from './testing/sample-repository.js';

let folder: string;
let remove: () => Promise<void>;
let sample: SampleRepository;
const exceptRefs = ['refs/heads/uet/', 'refs/heads/target'];

beforeEach(async () => {
  ({ path: folder, remove } = await temporaryFolder());
  sample = await sampleRepository(path.join(folder, 'shop'));
  await sample.commit({ 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': '*.log\n' });
  await sample.write({ 'a.txt': 'dirty\n', 'new.txt': 'new\n' });
});
afterEach(async () => remove());

const snapshot = async (): Promise<CheckoutSnapshot> =>
  snapshotCheckout(await inspectRepository(sample.path), { exceptRefs });

/** What is noticed of an action. */
async function noticed(action: () => Promise<unknown>): Promise<string[]> {
  const before = await snapshot();
  await action();
  return compareCheckout(before, await snapshot()).map((line) => line.replace(` in ${sample.path}`, ''));
}

describe('compareCheckout', () => {
  const git = async (...args: string[]): Promise<string> => sample.git(...args);
  const inGitDir = (...parts: string[]): string => path.join(sample.path, '.git', ...parts);

  it('notices nothing when nothing is done, or only what does no harm', async () => {
    expect(await noticed(async () => undefined)).toEqual([]);
    expect(await noticed(async () => git('status'))).toEqual([]);
    expect(await noticed(async () => git('update-index', '--refresh').catch(() => ''))).toEqual([]);
    expect(await noticed(async () => sample.write({ 'b.txt': 'b\n', 'x.log': 'ignored' }))).toEqual([]);
    expect(await noticed(async () => git('update-ref', 'refs/heads/uet/run', 'HEAD'))).toEqual([]);
    expect(await noticed(async () => git('update-ref', 'refs/heads/target', 'HEAD'))).toEqual([]);
  });

  it('notices files, also a second change of a changed one', async () => {
    expect(await noticed(async () => sample.write({ 'b.txt': 'changed\n' }))).toEqual([
      'the file b.txt is new',
    ]);
    expect(await noticed(async () => sample.write({ 'a.txt': 'DIRTY\n' }))).toEqual([
      'the file a.txt was changed',
    ]);
    expect(await noticed(async () => sample.write({ 'new.txt': null }))).toEqual([
      'the file new.txt is gone',
    ]);
    expect(await noticed(async () => sample.write({ 'ü\n': 'x' }))).toEqual(['the file "ü\\n" is new']);
  });

  it('notices HEAD, branches, tags, index, stash, configuration, hooks and linked worktrees', async () => {
    expect(await noticed(async () => git('branch', 'topic'))).toEqual(['the ref refs/heads/topic is new']);
    expect(await noticed(async () => git('symbolic-ref', 'HEAD', 'refs/heads/topic'))).toEqual([
      'HEAD was changed',
    ]);
    expect(await noticed(async () => git('tag', 'v1'))).toEqual(['the ref refs/tags/v1 is new']);
    expect(await noticed(async () => git('update-index', '--assume-unchanged', 'b.txt'))).toEqual([
      'the index was changed',
    ]);
    expect(await noticed(async () => git('config', 'a.b', 'c'))).toEqual(["git's configuration was changed"]);
    await mkdir(inGitDir('hooks'), { recursive: true });
    expect(await noticed(async () => writeFile(inGitDir('hooks', 'pre-push'), 'x'))).toEqual([
      'the hook pre-push is new',
    ]);
    expect(await noticed(async () => chmod(inGitDir('hooks', 'pre-push'), 0o755))).toEqual([
      'the hook pre-push was changed',
    ]);
    expect(await noticed(async () => git('stash'))).toEqual(
      expect.arrayContaining([
        'the list of stashes is new',
        'the ref refs/stash is new',
        'the file a.txt is gone',
      ]),
    );
    expect(
      await noticed(async () => git('worktree', 'add', '-q', '--detach', path.join(folder, 'w'))),
    ).toContain('the linked worktree w is new');
  });

  it('lets a checked-out target move with its index, but not what is staged', async () => {
    await git('stash', '--include-untracked');
    await git('checkout', '--quiet', '-b', 'target');
    expect(await noticed(async () => sample.commit({ 'c.txt': 'c\n' }))).toEqual([]);
    expect(
      await noticed(async () => sample.write({ 'c.txt': 'd\n' }).then(async () => git('add', '.'))),
    ).toEqual(['the file c.txt is new']);
  });
});

describe('snapshotCheckout', () => {
  it('writes nothing', async () => {
    const index = path.join(sample.path, '.git', 'index');
    await sample.write({ 'b.txt': 'b\n' });
    const before = [await readFile(index), (await stat(index)).mtimeMs];
    await snapshot();
    expect([await readFile(index), (await stat(index)).mtimeMs]).toEqual(before);
  });

  it('works for a bare repository', async () => {
    const bare = path.join(folder, 'bare.git');
    await userGit(folder, 'clone', '--quiet', '--bare', sample.path, bare);
    const repository = await inspectRepository(bare);
    const before = await snapshotCheckout(repository);
    expect(compareCheckout(before, await snapshotCheckout(repository))).toEqual([]);
    await userGit(bare, 'branch', 'topic');
    expect(compareCheckout(before, await snapshotCheckout(repository))).toEqual([
      'the ref refs/heads/topic is new',
    ]);
  });
});
