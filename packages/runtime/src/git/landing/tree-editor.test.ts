import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestRepository, testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import type { LandingPlace } from './landing-place.js';
import { objectId } from './object-id.js';
import { type TreeEdit, treeEditor } from './tree-editor.js';
import { modes, type TreeEntry } from './tree-entries.js';

let repository: TestRepository;
let folder: string;
beforeAll(async () => {
  folder = await testFolder();
  repository = await testRepository(folder);
  await repository.commit({ seed: 's\n' });
});

/** Names that sort differently as files and as folders, in bytes and in UTF-16. */
const names = ['a', 'a-b', 'a.b', 'a0', 'ab', 'é', 'z', '\u{1f389}', '\uffee', 'a b'];
const path = fc
  .array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));
const entry = fc.record({
  mode: fc.constantFrom(modes.file, modes.executable, modes.symlink),
  id: fc.constantFrom('1', '2', '3').map((digit) => objectId('sha1', 'blob', Buffer.from(digit))),
});

/** Takes only as many paths as do not stand in one another's way. */
function withoutCollisions(files: readonly (readonly [string, TreeEntry])[]): Map<string, TreeEntry> {
  const kept = new Map<string, TreeEntry>();
  for (const [each, file] of files) {
    const collides = [...kept.keys()].some(
      (other) => other.startsWith(`${each}/`) || each.startsWith(`${other}/`),
    );
    if (!collides) kept.set(each, file);
  }
  return kept;
}
const files = fc.array(fc.tuple(path, entry), { maxLength: 12 }).map(withoutCollisions);

/** The tree that git makes of these files, without looking for their blobs. */
async function treeByGit(wanted: ReadonlyMap<string, TreeEntry>): Promise<string> {
  const indexFile = join(folder, `index-${randomUUID()}`);
  const lines = [...wanted].map(([each, { mode, id }]) => `${mode} ${id}\t${each}\0`).join('');
  await repository.git(['update-index', '-z', '--index-info'], { indexFile, input: Buffer.from(lines) });
  return repository.git(['write-tree', '--missing-ok'], { indexFile });
}

async function edit(place: LandingPlace, root: string, edits: readonly TreeEdit[]) {
  const batch = place.store.batch();
  const result = await treeEditor(batch, 'sha1').edit(root, edits);
  await batch.write();
  return result;
}

describe('treeEditor', () => {
  it('makes the tree that git makes, whatever changes into whatever', async () => {
    const place = await repository.open();
    await fc.assert(
      fc.asyncProperty(files, files, async (before, after) => {
        const root = await treeByGit(before);
        const removals = [...before.keys()].filter((each) => !after.has(each));
        const edits = [
          ...removals.map((each) => ({ path: each, entry: null })),
          ...[...after].map(([each, file]) => ({ path: each, entry: file })),
        ];
        const expected = await treeByGit(after);
        expect(await edit(place, root, edits)).toEqual({ ok: true, tree: expected });
        expect(await edit(place, root, edits.toReversed())).toEqual({ ok: true, tree: expected });
      }),
      { numRuns: 40 },
    );
  });

  it('finds entries, and does not follow links', async () => {
    const place = await repository.open();
    const file = { mode: modes.file, id: '1'.repeat(40) };
    const link = { mode: modes.symlink, id: '2'.repeat(40) };
    const root = await treeByGit(
      new Map<string, TreeEntry>([
        ['d/e/f', file],
        ['link', link],
      ]),
    );
    const editor = treeEditor(place.store.batch(), 'sha1');
    expect(await editor.find(root, 'd/e/f')).toEqual(file);
    expect(await editor.find(root, 'd/e')).toMatchObject({ mode: modes.folder });
    expect(await editor.find(root, 'd/x')).toBeNull();
    expect(await editor.find(root, 'link/f')).toBeNull();
  });

  it.each([
    ['below a file', 'file/x', 'needs a folder'],
    ['below a link', 'link/x', 'beyond a symbolic link'],
    ['inside a submodule', 'module/x', 'inside a submodule'],
    ['in place of a folder', 'folder', 'is a folder'],
  ])('refuses a new file %s', async (_, each, reason) => {
    const place = await repository.open();
    const id = '1'.repeat(40);
    const root = await treeByGit(
      new Map([
        ['file', { mode: modes.file, id }],
        ['link', { mode: modes.symlink, id }],
        ['module', { mode: modes.submodule, id }],
        ['folder/x', { mode: modes.file, id }],
      ]),
    );
    const result = await edit(place, root, [{ path: each, entry: { mode: modes.file, id } }]);
    expect(result).toMatchObject({ ok: false, path: each, reason: expect.stringContaining(reason) });
    const removal = await edit(place, root, [{ path: 'nothing', entry: null }]);
    expect(removal).toMatchObject({ ok: false, path: 'nothing', reason: 'does not exist' });
  });

  it('copies entries with modes of old as they are', async () => {
    const place = await repository.open();
    const batch = place.store.batch();
    const id = Buffer.alloc(20, 1);
    const old = Buffer.concat([Buffer.from('100664 group\0'), id, Buffer.from('100644 x\0'), id]);
    const root = batch.add('tree', old);
    const result = await treeEditor(batch, 'sha1').edit(root, [{ path: 'x', entry: null }]);
    const expected = objectId('sha1', 'tree', Buffer.concat([Buffer.from('100664 group\0'), id]));
    expect(result).toEqual({ ok: true, tree: expected });
  });
});
