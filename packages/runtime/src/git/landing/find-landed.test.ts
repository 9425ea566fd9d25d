import { beforeAll, describe, expect, it } from 'vitest';
import { testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { findLanded, type SoughtPatch } from './find-landed.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

async function setUp() {
  const repository = await testRepository(parent);
  const { commit, diff, open } = repository;
  await commit({ a: 'one\n' }, 'Start');
  const commits = [await commit({ a: 'two\n' }, 'Ünïcode\n\nBody'), await commit({ b: 'b\n' }, 'Second')];
  const author = { name: 'Ada', email: 'ada@example.org', date: '1700000000 +0100' };
  const patches: SoughtPatch[] = [
    { author, message: 'Ünïcode\n\nBody\n', diff: await diff(commits[0] ?? '') },
    { author, message: 'Second\n', diff: await diff(commits[1] ?? '') },
  ];
  const place = await open();
  const find = (sought: readonly SoughtPatch[], tip = 'main') =>
    findLanded(place.store, { gitDir: place.repository.gitDir, tip, sameChange: sameBytes }, sought);
  return { ...repository, commits, patches, find };
}

describe('findLanded', () => {
  it('finds patches by author, date, message and change, whoever committed them and when', async () => {
    const { git, commits, patches, find } = await setUp();
    expect(await find(patches)).toEqual(commits);
    await git(['commit', '--quiet', '--amend', '--no-edit'], {
      env: { GIT_COMMITTER_NAME: 'Eve', GIT_COMMITTER_EMAIL: 'e', GIT_COMMITTER_DATE: '1800000000 +0000' },
    });
    expect(await find(patches)).toEqual([commits[0], await git(['rev-parse', 'HEAD'])]);
  });

  it('finds none that says or does something else, and none that is not there', async () => {
    const { patches, find } = await setUp();
    const [first, second] = patches;
    if (first === undefined || second === undefined) throw new Error('no patches');
    expect(
      await find([
        { ...first, message: 'Another\n' },
        { ...first, author: { ...first.author, date: '1700000001 +0100' } },
        { ...first, diff: second.diff },
      ]),
    ).toEqual([null, null, null]);
    expect(await find(patches, 'main~2')).toEqual([null, null]);
    expect(await find([])).toEqual([]);
  });

  it('finds the one of several that makes the same change', async () => {
    const { commit, diff, find } = await setUp();
    const author = { name: 'Ada', email: 'ada@example.org', date: '1700000000 +0100' };
    const [one, two] = [await commit({ c: '1\n' }, 'Same'), await commit({ c: '2\n' }, 'Same')];
    const sought = [two, one].map(async (id) => ({ author, message: 'Same\n', diff: await diff(id) }));
    expect(await find(await Promise.all(sought))).toEqual([two, one]);
  });
});
