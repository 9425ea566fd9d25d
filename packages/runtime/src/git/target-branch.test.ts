import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UetError } from '@uet/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectRepository } from './inspect-repository.js';
import { assertLandable, resolveTarget, type TargetBranch } from './target-branch.js';
import {
  type SampleRepository,
  sampleRepository,
  temporaryFolder,
  userGit,
} from './testing/sample-repository.js';

let folder: string;
let remove: () => Promise<void>;
let sample: SampleRepository;
let first: string;

beforeEach(async () => {
  ({ path: folder, remove } = await temporaryFolder());
  sample = await sampleRepository(path.join(folder, 'shop'));
  first = await sample.commit({ 'a.txt': 'a\n' });
});
afterEach(async () => remove());

const resolve = async (branch: string): Promise<TargetBranch> =>
  resolveTarget(await inspectRepository(sample.path), branch);

const refusal = async (branch: string): Promise<UetError> => {
  try {
    assertLandable(await resolve(branch));
  } catch (error) {
    if (error instanceof UetError) return error;
    throw error;
  }
  throw new Error(`${branch} was not refused`);
};

describe('resolveTarget', () => {
  it('describes a branch that is checked out, one that is not, and one that does not exist', async () => {
    await sample.git('branch', 'topic/one');
    expect(await resolve('main')).toMatchObject({
      ref: 'refs/heads/main',
      exists: true,
      commit: first,
      checkedOutAt: sample.path,
      clean: true,
      lockedBy: null,
    });
    expect(await resolve('refs/heads/topic/one')).toMatchObject({
      branch: 'topic/one',
      commit: first,
      checkedOutAt: null,
    });
    expect(await resolve('topic/two')).toMatchObject({ exists: false, commit: null, clean: true });
    for (const branch of ['main', 'topic/one', 'topic/two', 'x/y']) assertLandable(await resolve(branch));
  });

  it('throws bad_target for a name that git does not accept', async () => {
    for (const name of [
      '',
      '-x',
      'a..b',
      'a b',
      'a.lock',
      'HEAD',
      '@',
      'a\0b',
      'a\nb',
      '/a',
      'refs/tags/v1',
      'x~1',
    ]) {
      await expect(resolve(name), name).rejects.toMatchObject({ code: 'bad_target' });
    }
  });

  it('finds a branch in a linked worktree, and untracked files do not make it dirty', async () => {
    const linked = path.join(folder, 'linked');
    await sample.git('worktree', 'add', '--quiet', linked, '-b', 'topic');
    await writeFile(path.join(linked, 'new.txt'), 'x');
    expect(await resolve('topic')).toMatchObject({ checkedOutAt: linked, clean: true });
    await writeFile(path.join(linked, 'a.txt'), 'x');
    expect(await resolve('topic')).toMatchObject({ clean: false, changes: ['a.txt'] });
  });

  it('does not write the index while it looks', async () => {
    const index = path.join(sample.path, '.git', 'index');
    await writeFile(path.join(sample.path, 'a.txt'), 'a\n');
    const before = [await readFile(index), (await stat(index)).mtimeMs];
    await resolve('main');
    expect([await readFile(index), (await stat(index)).mtimeMs]).toEqual(before);
  });
});

describe('assertLandable', () => {
  it('throws target_dirty and names the changed files', async () => {
    await sample.write({ 'a.txt': 'changed\n' });
    const error = await refusal('main');
    expect(error).toMatchObject({ code: 'target_dirty', where: sample.path });
    expect(error.message).toContain('a.txt');
    await sample.git('add', '--all');
    expect((await refusal('main')).code).toBe('target_dirty');
  });

  it('throws bad_target for names that clash like file and folder', async () => {
    await sample.git('branch', 'a/b');
    expect(await refusal('a')).toMatchObject({ code: 'bad_target' });
    expect((await refusal('a/b/c/d')).message).toContain('refs/heads/a/b');
  });

  it('throws bad_target for a symbolic ref, also where it leads nowhere', async () => {
    await sample.git('symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
    await sample.git('symbolic-ref', 'refs/heads/nowhere', 'refs/heads/none');
    expect((await refusal('alias')).message).toContain('refs/heads/main');
    expect(await refusal('nowhere')).toMatchObject({ code: 'bad_target' });
  });

  it('throws bad_target for a branch in the middle of a rebase, merge or bisect', async () => {
    await sample.git('checkout', '--quiet', '-b', 'topic');
    await sample.commit({ 'a.txt': 'topic\n' });
    await sample.git('checkout', '--quiet', 'main');
    await sample.commit({ 'a.txt': 'main\n' });
    await sample.git('rebase', 'topic').catch(() => '');
    expect((await refusal('main')).message).toMatch(/rebase/);
    await sample.git('rebase', '--abort');
    await sample.git('merge', 'topic').catch(() => '');
    expect((await refusal('main')).message).toMatch(/merge/);
    await sample.git('merge', '--abort');
    await sample.git('bisect', 'start', 'main', 'main~1');
    expect(await refusal('main')).toMatchObject({ code: 'bad_target' });
  });

  it('throws bad_target for a branch without commits that is checked out, or one checked out twice', async () => {
    await sample.git('worktree', 'add', '--quiet', '--force', path.join(folder, 'twice'), 'main');
    expect((await refusal('main')).message).toMatch(/more than once/);
    await sample.git('worktree', 'add', '--quiet', '--detach', path.join(folder, 'other'));
    await userGit(path.join(folder, 'other'), 'checkout', '--quiet', '--orphan', 'fresh');
    expect(await refusal('fresh')).toMatchObject({ code: 'bad_target' });
  });

  it('throws repository_locked with the file and its age', async () => {
    for (const lock of ['index.lock', 'refs/heads/main.lock', 'packed-refs.lock']) {
      const file = path.join(sample.path, '.git', lock);
      await writeFile(file, '');
      const error = await refusal('main');
      expect(error).toMatchObject({ code: 'repository_locked', where: file });
      expect(error.message).toMatch(/for \d+ s/);
      await rm(file);
    }
  });
});
