import { appendFile, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git, gitText } from './git.js';
import { inspectRepository } from './inspect-repository.js';
import { fingerprint } from './testing/repository-fingerprint.js';
import { sampleRepository, temporaryFolder, userGit } from './testing/sample-repository.js';
import { openWorkspace, type Workspace } from './workspace-repository.js';

let folder: string;
let remove: () => Promise<void>;
const at = (...parts: string[]): string => path.join(folder, ...parts);
const open = async (name: string): Promise<Workspace> =>
  openWorkspace({ home: at('home'), repository: await inspectRepository(at(name)) });

beforeEach(async () => {
  ({ path: folder, remove } = await temporaryFolder());
});
afterEach(async () => remove());

describe('openWorkspace', () => {
  it('makes one bare repository per user repository that sees its objects', async () => {
    const sample = await sampleRepository(at('shop'));
    const commit = await sample.commit({ 'a.txt': 'a\n' });
    await sample.git('worktree', 'add', '--quiet', at('linked'), '-b', 'topic');
    const workspace = await open('shop');
    expect(workspace.folder).toMatch(/home\/workspaces\/[0-9a-f]{16}$/);
    expect((await open('linked')).gitDir).toBe(workspace.gitDir);
    expect(await gitText(['cat-file', '-t', commit], { gitDir: workspace.gitDir })).toBe('commit');
    expect(await readdir(workspace.folder)).toEqual(['repo.git']);
  });

  it("follows alternates, SHA-256 and a shallow boundary of the user's repository", async () => {
    const origin = await sampleRepository(at('origin'), '--object-format=sha256');
    await origin.commit({ 'a.txt': 'a\n' });
    const tip = await origin.commit({ 'a.txt': 'b\n' });
    await userGit(folder, 'clone', '--quiet', '--shared', '--no-checkout', at('origin'), at('one "x"'));
    await userGit(folder, 'clone', '--quiet', '--shared', '--no-checkout', at('one "x"'), at('two'));
    await userGit(folder, 'clone', '--quiet', '--depth=1', `file://${at('origin')}`, at('shallow'));
    const borrowing = await open('two');
    expect(borrowing.objectStores.slice(1).sort()).toEqual([
      at('one "x"', '.git', 'objects'),
      at('origin', '.git', 'objects'),
    ]);
    expect(await gitText(['rev-list', '--count', tip], { gitDir: borrowing.gitDir })).toBe('2');
    const shallow = await open('shallow');
    expect(await gitText(['rev-list', '--count', tip], { gitDir: shallow.gitDir })).toBe('1');
  });

  it("writes nothing into the user's repository", async () => {
    const sample = await sampleRepository(at('shop'));
    await sample.commit({ 'a.txt': 'a\n' });
    const before = await fingerprint(at('shop'));
    await open('shop');
    expect(await fingerprint(at('shop'))).toEqual(before);
  });

  it('mends whatever was changed, added or removed in it', async () => {
    const sample = await sampleRepository(at('shop'));
    const commit = await sample.commit({ 'a.txt': 'a\n' });
    const { gitDir } = await open('shop');
    const sound = await fingerprint(gitDir);
    const blob = await sample.git('rev-parse', 'HEAD:a.txt');
    const damages: Array<() => Promise<unknown>> = [
      async () => appendFile(path.join(gitDir, 'config'), '[filter "x"]\n\tsmudge = false\n'),
      async () => writeFile(path.join(gitDir, 'info', 'attributes'), ''),
      async () => rm(path.join(gitDir, 'objects'), { recursive: true }),
      async () => rm(gitDir, { recursive: true }),
      async () => rm(path.join(gitDir, 'HEAD')),
      async () => git(['update-ref', 'refs/heads/x', commit], { gitDir }),
      async () => {
        await mkdir(path.join(gitDir, 'objects', blob.slice(0, 2)));
        await writeFile(path.join(gitDir, 'objects', blob.slice(0, 2), blob.slice(2)), 'not this blob');
      },
      async () => {
        await rm(path.join(gitDir, 'config'));
        await mkdir(path.join(gitDir, 'config', 'x'), { recursive: true });
      },
      async () => {
        await rm(gitDir, { recursive: true });
        await writeFile(gitDir, 'gitdir: elsewhere');
      },
      async () => {
        await rm(gitDir, { recursive: true });
        await symlink(at('shop', '.git'), gitDir);
      },
    ];
    for (const [index, damage] of damages.entries()) {
      await damage();
      await open('shop');
      expect(await fingerprint(gitDir), `damage ${index}`).toEqual(sound);
    }
    expect(await sample.git('status', '--porcelain')).toBe('');
  });

  it('gives the same to everyone who opens it at once', async () => {
    const sample = await sampleRepository(at('shop'));
    await sample.commit({ 'a.txt': 'a\n' });
    const opened = await Promise.all(Array.from({ length: 8 }, async () => open('shop')));
    expect(new Set(opened.map((workspace) => workspace.gitDir)).size).toBe(1);
    const { folder: workspaceFolder, gitDir } = await open('shop');
    expect(await readdir(workspaceFolder)).toEqual(['repo.git']);
    expect(await readFile(path.join(gitDir, 'HEAD'), 'utf8')).toBe('ref: refs/heads/uet\n');
  });
});
