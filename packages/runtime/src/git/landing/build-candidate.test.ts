import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Files,
  fileOf,
  type Lane,
  lane,
  lines,
  range,
  ten,
} from '../../../test/support/landing-lane.js';
import { testFolder } from '../../../test/support/process-runs.js';
import type { Candidate } from './index.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

describe('buildCandidate', () => {
  it('makes the same commit from the same request, and touches no branch, index or file', async () => {
    const it = await lane(parent, { a: ten });
    const diff = await it.patch({ a: lines(0, ...range(1, 10)) });
    const before = [await it.git(['status', '--porcelain']), await it.git(['for-each-ref'])];
    const first = await it.build(diff);
    expect(first).toMatchObject({ ok: true, path: 'exact', files: 1, insertions: 1, deletions: 0 });
    expect(await it.build(diff)).toEqual(first);
    expect([await it.git(['status', '--porcelain']), await it.git(['for-each-ref'])]).toEqual(before);
    expect(
      await it.git(['log', '-1', '--format=%P|%an|%cd|%B', '--date=raw', first.ok ? first.commit : '']),
    ).toBe(`${it.base}|Ada|1700000000 +0100|m\n`);
  });

  it('merges with what changed in the same file, at any distance', async () => {
    const it = await lane(parent, { a: lines(...range(1, 40)) });
    const diff = await it.patch({ a: lines(...range(1, 29), 300, ...range(31, 40)) });
    await it.commit({ a: lines(100, 101, 102, ...range(1, 40)) });
    const candidate = await it.build(diff);
    expect(candidate).toMatchObject({ ok: true, path: 'three_way' });
    expect(`${await fileOf(it, candidate, 'a')}\n`).toBe(
      lines(100, 101, 102, ...range(1, 29), 300, ...range(31, 40)),
    );
  });

  it('puts a hunk where the merge says, not where its context happens to match', async () => {
    const block = (name: string) => `begin ${name}\n  one\n  two\n  three\nend ${name}\n`;
    const it = await lane(parent, { a: ['A', 'B', 'C'].map(block).join('') });
    const diff = await it.patch(
      { a: block('A') + block('B').replace('  two\n', '  two\n  new\n') + block('C') },
      '-U1',
    );
    await it.commit({ a: block('A') + block('C') });
    expect(await it.build(diff)).toMatchObject({ ok: false, conflicts: ['a'] });
  });

  it('refuses a conflict, and names its files', async () => {
    const it = await lane(parent, { 'a b': ten, c: ten, d: ten });
    const diff = await it.patch({
      'a b': ten.replace('line 5', 'theirs'),
      c: ten.replace('line 5', 'theirs'),
      d: 'x\n',
    });
    await it.commit({ 'a b': ten.replace('line 5', 'ours'), c: ten.replace('line 5', 'ours') });
    const refused = await it.build(diff);
    expect(refused).toMatchObject({ ok: false, isEmpty: false, conflicts: ['a b', 'c'] });
    expect(refused.ok ? '' : refused.reason).toContain('a b');
  });

  it('leaves no object behind where it refuses in memory', async () => {
    const it = await lane(parent, { a: ten, b: ten });
    const diff = await it.patch({ a: `${ten}more\n`, b: `${ten}more\n` });
    await it.commit({ b: null });
    const objects = () => readdirSync(it.place.repository.objectsDir, { recursive: true }).length;
    const before = objects();
    expect(await it.build(diff)).toMatchObject({ ok: false, conflicts: ['b'] });
    expect(objects()).toBe(before);
  });

  it('says where everything is there already', async () => {
    const it = await lane(parent, { a: ten, b: 'b\n', 'e.sh': 'e\n' });
    const diff = await it.patch({ a: 'a\n', b: null, new: 'n\n', 'e.sh': { executable: 'e\n' } });
    const done = await it.build(diff);
    await it.git(['reset', '--quiet', '--hard', done.ok ? done.commit : '']);
    expect(await it.build(diff)).toMatchObject({ ok: false, isEmpty: true });
    expect(await it.build(Buffer.alloc(0))).toMatchObject({ ok: false, isEmpty: true });
    const empty = await it.build(Buffer.alloc(0), true);
    expect(empty).toMatchObject({ ok: true, tree: done.ok ? done.tree : '' });
  });

  it('applies diffs without ids, and mailed ones with abbreviated ids', async () => {
    const it = await lane(parent, { a: ten, b: ten });
    const changed = { a: ten.replace('line 5', 'five'), b: ten.replace('line 6', 'six') };
    const full = await it.patch(changed);
    const exact = await it.build(full);
    const withoutIds = Buffer.from(full.toString().replace(/^index .*\n/gm, ''));
    const abbreviated = Buffer.from(full.toString().replace(/([0-9a-f]{8})[0-9a-f]{32}/g, '$1'));
    expect(await it.build(withoutIds)).toEqual(exact);
    expect(await it.build(abbreviated)).toEqual(exact);
    await it.commit({ a: `new first line\n${ten}` });
    expect(await it.build(abbreviated)).toMatchObject({ ok: true, path: 'three_way' });
    const shifted = await it.build(withoutIds);
    expect(`${await fileOf(it, shifted, 'a')}\n`).toBe(`new first line\n${changed.a}`);
  });

  it.each<[string, Files, Files, (candidate: Candidate, it: Lane) => Promise<void>]>([
    [
      'a mode that changed meanwhile is kept',
      { a: `${ten}more\n` },
      { a: { executable: ten } },
      async (candidate, { git }) => {
        const entry = await git(['ls-tree', candidate.ok ? candidate.commit : '', 'a']);
        expect(entry).toMatch(/^100755/);
      },
    ],
    [
      'a rename takes what is there now along',
      { a: null, b: ten },
      { a: `first\n${ten}` },
      async (candidate, it) => expect(await fileOf(it, candidate, 'b')).toMatch(/^first/),
    ],
    [
      'a changed binary file is refused',
      { 'x.bin': Buffer.from([0, 1, 3]) },
      { 'x.bin': Buffer.from([0, 9, 9]) },
      async (candidate) => expect(candidate).toMatchObject({ ok: false, conflicts: ['x.bin'] }),
    ],
    [
      'a deletion of a changed file is refused',
      { a: null },
      { a: `${ten}more\n` },
      async (candidate) => expect(candidate).toMatchObject({ ok: false, conflicts: ['a'] }),
    ],
    [
      'a change of a deleted file is refused',
      { a: `${ten}more\n` },
      { a: null },
      async (candidate) =>
        expect(candidate).toMatchObject({
          ok: false,
          conflicts: ['a'],
          reason: expect.stringContaining('does not exist'),
        }),
    ],
    [
      'a new file that differs from one that came meanwhile is refused',
      { n: 'mine\n' },
      { n: 'theirs\n' },
      async (candidate) => expect(candidate).toMatchObject({ ok: false, conflicts: ['n'] }),
    ],
    [
      'a new file below a link is refused',
      { 'd/n': 'n\n' },
      { d: { link: '/tmp' } },
      async (candidate) =>
        expect(candidate).toMatchObject({
          ok: false,
          conflicts: ['d/n'],
          reason: expect.stringContaining('symbolic link'),
        }),
    ],
  ])('%s', async (_, patched, meanwhile, check) => {
    const it = await lane(parent, { a: ten, 'x.bin': Buffer.from([0, 1, 2]) });
    const diff = await it.patch(patched);
    await it.commit(meanwhile);
    await check(await it.build(diff), it);
  });

  it('agrees with git cherry-pick wherever both have an answer', async () => {
    const it = await lane(parent, { a: lines(...range(1, 24)) });
    const edit = fc.array(fc.tuple(fc.nat(23), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 3 });
    const apply = (edits: [number, number, number][], tag: string) => {
      const text = range(1, 24).map((number) => `line ${number}\n`);
      for (const [at, remove, add] of edits)
        text.splice(at, remove, ...range(1, add).map((n) => `${tag} ${at} ${n}\n`));
      return text.join('');
    };
    let agreed = 0;
    await fc.assert(
      fc.asyncProperty(edit, edit, async (ours, theirs) => {
        await it.git(['reset', '--quiet', '--hard', it.base]);
        const change = await it.commit({ a: apply(theirs, 'theirs') });
        const diff = await it.diff(change);
        await it.git(['reset', '--quiet', '--hard', it.base]);
        await it.commit({ a: apply(ours, 'ours') });
        const candidate = await it.build(diff, true);
        const picked = await it
          .git(['cherry-pick', '--allow-empty', '--keep-redundant-commits', change])
          .catch(() => null);
        if (picked === null) await it.git(['cherry-pick', '--abort']);
        if (picked === null || !candidate.ok) return;
        expect(candidate.tree).toBe(await it.git(['rev-parse', 'HEAD^{tree}']));
        agreed += 1;
      }),
      { numRuns: 25 },
    );
    expect(agreed).toBeGreaterThan(0);
  });
});
