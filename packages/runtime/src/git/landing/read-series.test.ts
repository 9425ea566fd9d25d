import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { git as runGit } from '../git.js';
import { readPatchFiles, readSeries, type SeriesPatch } from './index.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

async function repositoryWith(...contents: string[]) {
  const repository = await testRepository(parent);
  const commits: string[] = [];
  for (const [index, content] of contents.entries()) {
    commits.push(await repository.commit({ 'a.txt': content }, `change ${index}`));
  }
  const { store } = await repository.open();
  const read = async (range: string): Promise<SeriesPatch[]> => {
    const patches: SeriesPatch[] = [];
    for await (const patch of readSeries(store, { gitDir: join(repository.folder, '.git'), range }))
      patches.push(patch);
    return patches;
  };
  return { ...repository, commits, read };
}

describe('readSeries', () => {
  it('gives each commit as git diff does, oldest first, with its author and message', async () => {
    const { read, git, commits, diff } = await repositoryWith('1\n', '2\n', '3\n', '3\n', '4\n');
    const patches = await read(`${commits[0]}..main`);
    expect(patches.map(({ commit }) => commit)).toEqual(commits.slice(1));
    expect(patches.map(({ message }) => message)).toEqual([
      'change 1\n',
      'change 2\n',
      'change 3\n',
      'change 4\n',
    ]);
    expect(patches[0]).toMatchObject({
      author: { name: 'Ada', email: 'ada@example.org', date: '1700000000 +0100' },
      committer: { name: 'Bob' },
    });
    for (const { commit, diff: ours } of patches)
      expect(ours.toString()).toBe((await diff(commit)).toString());
    expect(patches[2]?.diff.length).toBe(0);
    await git(['tag', 'v1', commits[2] ?? '']);
    expect((await read('v1..')).map(({ commit }) => commit)).toEqual(commits.slice(3));
    expect(await read('main..v1')).toEqual([]);
  });

  it('is not misled by content that looks like its own separators', async () => {
    const { read, write, git, commits } = await repositoryWith('1\n', '2\n');
    await write({ 'a.txt': `${commits[0]}\n${commits[1]}\ndiff --git a/x b/x\n` });
    await git(['commit', '--quiet', '--all', '--message', `${commits[1]}\n\n${commits[0]}\n`]);
    const patches = await read(`${commits[0]}..main`);
    expect(patches).toHaveLength(2);
    expect(patches[1]?.diff.toString()).toContain(`+${commits[1]}\n+diff --git a/x b/x\n`);
  });

  it('reads a range of unrelated history from its root on', async () => {
    const { read, git, commits } = await repositoryWith('1\n', '2\n');
    await git(['checkout', '--quiet', '--orphan', 'other']);
    await git(['commit', '--quiet', '--message', 'root']);
    const [patch, ...others] = await read(`${commits[0]}..other`);
    expect(others).toEqual([]);
    expect(patch?.diff.toString()).toContain('new file mode 100644');
  });

  it.each(['main', 'a...b', 'none..main', 'main..none', '--all..main', 'HEAD~1..', ''])(
    'refuses "%s"',
    async (range) => {
      const { read } = await repositoryWith('1\n');
      await expect(read(range)).rejects.toMatchObject({ code: 'bad_argument' });
    },
  );

  it('says where a shallow history is cut off within the range', async () => {
    const { git, folder, commits, commit } = await repositoryWith('1\n', '2\n', '3\n', '4\n');
    await git(['checkout', '--quiet', '--orphan', 'side']);
    await commit({ 'b.txt': 'b\n' });
    const clone = join(parent, 'shallow');
    await runGit(['clone', '--quiet', '--depth=2', '--no-single-branch', `file://${folder}`, clone]);
    const shallow = await testRepository(parent, { name: 'shallow' });
    const { store } = await shallow.open();
    const series = readSeries(store, { gitDir: join(clone, '.git'), range: 'origin/side..origin/main' });
    await expect(series.next()).rejects.toMatchObject({
      code: 'bad_argument',
      message: expect.stringContaining(commits[2] ?? ''),
    });
  });

  it('may be left early', async () => {
    const { folder, commits, open } = await repositoryWith(
      ...Array.from({ length: 30 }, (_, index) => `${index}\n`),
    );
    const { store } = await open();
    const series = readSeries(store, { gitDir: join(folder, '.git'), range: `${commits[0]}..main` });
    for await (const { commit } of series) {
      expect(commit).toBe(commits[1]);
      break;
    }
  });
});

describe('readPatchFiles', () => {
  it('reads mailboxes and bare diffs, without cover letters', async () => {
    const { git, folder, commits, diff } = await repositoryWith('1\n', '2\n', '3\n');
    const mailbox = join(folder, 'series.mbox');
    const bare = join(folder, 'bare.diff');
    const range = `${commits[0]}..main`;
    await writeFile(
      mailbox,
      await git(['format-patch', '--stdout', '--cover-letter', '--full-index', range]),
    );
    await writeFile(bare, await diff(commits[2] ?? ''));
    const patches = await readPatchFiles([mailbox, bare]);
    expect(patches.map(({ message, author, file }) => [message, author?.date, file])).toEqual([
      ['change 1\n', '1700000000 +0100', mailbox],
      ['change 2\n', '1700000000 +0100', mailbox],
      [null, undefined, bare],
    ]);
    expect(patches[1]?.diff.toString().trim()).toBe(patches[2]?.diff.toString().trim());
  });

  it('names a file that cannot be read', async () => {
    await expect(readPatchFiles([join(parent, 'none.patch')])).rejects.toMatchObject({
      code: 'bad_argument',
      where: expect.stringContaining('none.patch'),
    });
  });
});
