import { chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UetError } from '@uet/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectRepository } from './inspect-repository.js';
import { sampleRepository, temporaryFolder, userGit } from './testing/sample-repository.js';

let folder: string;
let remove: () => Promise<void>;
const at = (...parts: string[]): string => path.join(folder, ...parts);

beforeEach(async () => {
  ({ path: folder, remove } = await temporaryFolder());
});
afterEach(async () => remove());

const withCommit = async (name: string, ...initArgs: string[]) => {
  const sample = await sampleRepository(at(name), ...initArgs);
  const first = await sample.commit({ 'a.txt': 'a\n', 'sub/b.txt': 'b\n' });
  return { sample, first };
};

describe('inspectRepository', () => {
  it('describes an ordinary repository, also from a folder inside it', async () => {
    const { first } = await withCommit('shop');
    const found = await inspectRepository(at('shop', 'sub'));
    expect(found).toMatchObject({
      root: at('shop'),
      gitDir: at('shop', '.git'),
      commonDir: at('shop', '.git'),
      objectsDir: at('shop', '.git', 'objects'),
      objectFormat: 'sha1',
      isBare: false,
      isShallow: false,
      head: { commit: first, branch: 'main' },
      checkouts: [{ path: at('shop'), branch: 'main', inProgress: null, heldBranches: [] }],
    });
  });

  it('finds its way in folders with spaces, line breaks and other letters', async () => {
    await withCommit('my shop\nünï "x"');
    expect(await inspectRepository(at('my shop\nünï "x"'))).toMatchObject({ root: at('my shop\nünï "x"') });
  });

  it('describes a bare repository and a SHA-256 one', async () => {
    const { first } = await withCommit('new', '--object-format=sha256');
    await userGit(folder, 'clone', '--quiet', '--bare', at('new'), at('bare.git'));
    expect(await inspectRepository(at('bare.git'))).toMatchObject({
      root: at('bare.git'),
      gitDir: at('bare.git'),
      isBare: true,
      objectFormat: 'sha256',
      head: { commit: first, branch: 'main' },
      checkouts: [],
    });
  });

  it('describes a shallow clone with a detached HEAD', async () => {
    const { sample } = await withCommit('origin');
    const second = await sample.commit({ 'a.txt': 'changed\n' });
    await userGit(folder, 'clone', '--quiet', '--depth=1', `file://${at('origin')}`, at('shallow'));
    await userGit(at('shallow'), 'checkout', '--quiet', '--detach');
    expect(await inspectRepository(at('shallow'))).toMatchObject({
      isShallow: true,
      head: { commit: second, branch: null },
      checkouts: [{ branch: null }],
    });
  });

  it('describes a linked worktree, and names the others', async () => {
    const { sample } = await withCommit('main');
    await sample.git('worktree', 'add', '--quiet', at('linked'), '-b', 'topic');
    await sample.git('worktree', 'add', '--quiet', at('gone'), '-b', 'gone');
    await rm(at('gone'), { recursive: true });
    expect(await inspectRepository(at('linked'))).toMatchObject({
      root: at('linked'),
      gitDir: at('main', '.git', 'worktrees', 'linked'),
      commonDir: at('main', '.git'),
      head: { branch: 'topic' },
      checkouts: [
        { path: at('main'), branch: 'main' },
        { path: at('linked'), branch: 'topic' },
      ],
    });
  });

  it('works in a repository with submodules and inside a submodule', async () => {
    await withCommit('library');
    const { sample } = await withCommit('app');
    await sample.git('submodule', '--quiet', 'add', at('library'), 'vendor/library');
    await sample.commit();
    expect(await inspectRepository(at('app'))).toMatchObject({ root: at('app') });
    expect(await inspectRepository(at('app', 'vendor', 'library'))).toMatchObject({
      root: at('app', 'vendor', 'library'),
      commonDir: at('app', '.git', 'modules', 'vendor', 'library'),
      checkouts: [{ path: at('app', 'vendor', 'library'), branch: 'main' }],
    });
  });

  it('tells which operation a checkout is in the middle of, and the branches it holds', async () => {
    const { sample } = await withCommit('busy');
    await sample.git('checkout', '--quiet', '-b', 'topic');
    await sample.commit({ 'a.txt': 'topic\n' });
    await sample.git('checkout', '--quiet', 'main');
    await sample.commit({ 'a.txt': 'main\n' });
    const inProgress = async () => (await inspectRepository(at('busy'))).checkouts[0];
    await sample.git('merge', 'topic').catch(() => '');
    expect(await inProgress()).toMatchObject({ branch: 'main', inProgress: 'merge' });
    await sample.git('merge', '--abort');
    await sample.git('cherry-pick', 'topic').catch(() => '');
    expect(await inProgress()).toMatchObject({ branch: 'main', inProgress: 'cherry-pick' });
    await sample.git('cherry-pick', '--abort');
    await sample.git('rebase', 'topic').catch(() => '');
    expect(await inProgress()).toMatchObject({ branch: null, inProgress: 'rebase', heldBranches: ['main'] });
    await sample.git('rebase', '--abort');
    await sample.git('bisect', 'start', 'HEAD', 'HEAD~1');
    expect(await inProgress()).toMatchObject({ inProgress: 'bisect', heldBranches: ['main'] });
  });

  it("takes the identity from the user's own configuration, else uses its own", async () => {
    const { sample } = await withCommit('mine');
    process.env.XDG_CONFIG_HOME = at('empty');
    const { HOME } = process.env;
    process.env.HOME = at('empty');
    try {
      expect((await inspectRepository(at('mine'))).identity).toEqual({ name: 'UET', email: 'uet@localhost' });
      await sample.git('config', 'user.name', 'Grace Hopper');
      await sample.git('config', 'user.email', 'grace@example.org');
      const { identity } = await inspectRepository(at('mine'));
      expect(identity).toEqual({ name: 'Grace Hopper', email: 'grace@example.org' });
    } finally {
      delete process.env.XDG_CONFIG_HOME;
      if (HOME !== undefined) process.env.HOME = HOME;
    }
  });
});

describe('inspectRepository refuses', () => {
  const refusal = async (name: string): Promise<UetError> => {
    const error = await inspectRepository(at(name)).then(
      () => null,
      (cause: unknown) => cause,
    );
    if (!(error instanceof UetError)) throw new Error(`not refused: ${String(error)}`);
    expect(error.code).toBe('bad_repository');
    expect(error.hint).toMatch(/\.$|'$|"$|[a-z]$/);
    return error;
  };

  it('what does not exist, a file, and a folder without a repository', async () => {
    await mkdir(at('plain'));
    await writeFile(at('file'), '');
    expect((await refusal('missing')).message).toMatch(/does not exist/);
    expect((await refusal('file')).message).toMatch(/not a folder/);
    expect((await refusal('plain')).message).toMatch(/not a git repository/);
  });

  it('a repository without commits, and a HEAD on a branch without commits', async () => {
    await sampleRepository(at('empty'));
    expect((await refusal('empty')).message).toMatch(/has no commit yet/);
    const { sample } = await withCommit('orphan');
    await sample.git('checkout', '--quiet', '--orphan', 'fresh');
    const error = await refusal('orphan');
    expect(error.message).toMatch(/"fresh"/);
    expect(error.hint).toMatch(/git checkout main/);
  });

  it('a folder inside the git directory', async () => {
    await withCommit('inner');
    expect((await refusal('inner/.git')).message).toMatch(/inside the git directory/);
    expect((await refusal('inner/.git/refs')).message).toMatch(/inside the git directory/);
    await userGit(folder, 'clone', '--quiet', '--bare', at('inner'), at('bare.git'));
    expect((await refusal('bare.git/objects')).message).toMatch(/inside the git directory/);
  });

  it('a partial clone that lacks objects of its HEAD', async () => {
    const { sample } = await withCommit('origin');
    await sample.git('config', 'uploadpack.allowFilter', 'true');
    const args = [
      'clone',
      '--quiet',
      '--no-checkout',
      '--filter=blob:none',
      `file://${at('origin')}`,
      at('partial'),
    ];
    await userGit(folder, ...args);
    expect((await refusal('partial')).message).toMatch(/partial clone: 2 objects/);
  });

  it('a repository that lacks a blob, a tree, or the commit itself', async () => {
    for (const spec of ['HEAD:a.txt', 'HEAD^{tree}', 'HEAD']) {
      const name = `broken-${spec.length}`;
      const { sample } = await withCommit(name);
      const id = await sample.git('rev-parse', spec);
      await rm(at(name, '.git', 'objects', id.slice(0, 2), id.slice(2)));
      expect((await refusal(name)).message, spec).toMatch(/is damaged/);
    }
  });

  it('a repository whose configuration git cannot read', async () => {
    await withCommit('odd');
    await writeFile(at('odd', '.git', 'config'), '[core\n');
    expect((await refusal('odd')).message).toMatch(/git cannot open .* bad config/);
  });

  it.runIf(process.getuid?.() === 0)('a repository of another user, unless declared safe', async () => {
    await withCommit('theirs');
    for (const name of [
      '.',
      '.git',
      ...(await readdir(at('theirs', '.git'))).map((each) => `.git/${each}`),
    ]) {
      await chown(at('theirs', name), 65_534, 65_534);
    }
    const { HOME } = process.env;
    process.env.HOME = at('home');
    try {
      const error = await refusal('theirs');
      expect(error.message).toMatch(/belongs to another user/);
      expect(error.hint).toContain(`safe.directory '${at('theirs')}'`);
      await mkdir(at('home'));
      await writeFile(at('home', '.gitconfig'), `[safe]\n\tdirectory = ${at('theirs')}\n`);
      expect(await inspectRepository(at('theirs'))).toMatchObject({ root: at('theirs') });
    } finally {
      if (HOME !== undefined) process.env.HOME = HOME;
    }
  });
});
