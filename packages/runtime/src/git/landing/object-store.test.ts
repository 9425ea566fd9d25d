import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, truncateSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { testRepository } from '../../../test/support/landing-repository.js';
import { testFolder } from '../../../test/support/process-runs.js';
import { openObjectReader } from './object-reader.js';
import { parseShared, parseSynced } from './object-settings.js';
import { loosePath, writeFailure, writeObjects } from './object-writer.js';

let parent: string;
beforeAll(async () => {
  parent = await testFolder();
});

async function openStore(...initArgs: string[]) {
  const repository = await testRepository(parent, { initArgs });
  await repository.commit({ 'a.txt': 'a\n', 'd/b.txt': 'b\n' });
  const { store } = await repository.open();
  return { ...repository, store };
}

describe('openObjectReader', () => {
  it('answers many questions in order, large and empty objects among them', async () => {
    const { git, store } = await openStore();
    const contents = ['', 'x', 'y'.repeat(3_000_000), '\n\n', 'missing\n', `${'1'.repeat(40)} blob 5\n`];
    const ids = await Promise.all(
      contents.map((content) => git(['hash-object', '-w', '--stdin'], { input: Buffer.from(content) })),
    );
    const reader = openObjectReader(store.scratch);
    const absent = 'f'.repeat(40);
    const objects = await Promise.all([...ids, absent, ...ids].map((id) => reader.read(id)));
    const texts = objects.map((object) => object?.bytes.toString() ?? null);
    expect(texts).toEqual([...contents, null, ...contents]);
    expect(await Promise.all([ids[0] ?? '', absent].map(reader.has))).toEqual([true, false]);
    expect(await reader.read((ids[2] ?? '').slice(0, 12))).toMatchObject({ type: 'blob' });
    await reader.close();
  });

  it('starts its process again after it died, and reports an object that git cannot read', async () => {
    const { git, store, folder } = await openStore();
    const good = await git(['rev-parse', 'HEAD:a.txt']);
    const bad = await git(['hash-object', '-w', '--stdin'], { input: randomBytes(100_000) });
    const path = join(folder, '.git/objects', bad.slice(0, 2), bad.slice(2));
    chmodSync(path, 0o644);
    truncateSync(path, 50_000);
    const reader = openObjectReader(store.scratch);
    const answers = await Promise.allSettled([reader.read(good), reader.read(bad), reader.read(good)]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(answers[1]).toMatchObject({
      reason: { code: 'git_failed', message: expect.stringContaining(bad) },
    });
    await reader.close();
    expect((await reader.read(good))?.bytes.toString()).toBe('a\n');
    await reader.close();
  });

  it('refuses what is no id', async () => {
    const { store } = await openStore();
    await expect(store.read('HEAD\ncontents HEAD')).rejects.toMatchObject({ code: 'bad_argument' });
  });

  it('does not keep a program alive that nobody waits for', async () => {
    const { folder } = await openStore();
    const script = `
      const { inspectRepository } = await import('./src/git/inspect-repository.ts');
      const { openLandingPlace } = await import('./src/git/landing/index.ts');
      const repository = await inspectRepository(process.argv[1]);
      const place = await openLandingPlace(repository, ${JSON.stringify(parent)});
      const { type } = await place.store.read(repository.head.commit);
      console.log(type);`;
    const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', script, folder];
    const cwd = join(import.meta.dirname, '../../..');
    const ended = spawnSync(process.execPath, args, { cwd, timeout: 20_000 });
    expect([ended.stdout.toString(), ended.status]).toEqual(['commit\n', 0]);
  });
});

describe('writeObjects', () => {
  it.each([[], ['--object-format=sha256']])(
    'writes what git reads back, under the id that git gives (%s)',
    async (...args) => {
      const { git, store } = await openStore(...args);
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
          const batch = store.batch();
          const id = batch.add('blob', Buffer.from(bytes));
          await batch.write();
          expect(await git(['hash-object', '--stdin'], { input: bytes })).toBe(id);
        }),
        { numRuns: 15 },
      );
      const batch = store.batch();
      const big = batch.add('blob', Buffer.alloc(2_000_000, 'large '));
      await batch.write();
      expect(await git(['cat-file', '-s', big])).toBe('2000000');
      expect(await git(['fsck', '--strict', '--no-dangling'])).toBe('');
    },
  );

  it('makes read-only files, leaves those that are there, and replaces empty ones', async () => {
    const { store } = await openStore();
    const write = async () => {
      const batch = store.batch();
      const id = batch.add('blob', Buffer.from('content\n'));
      await batch.write();
      return loosePath(store.place, id);
    };
    const path = await write();
    const first = await stat(path);
    expect(first.mode & 0o777).toBe(0o444);
    await write();
    expect((await stat(path)).ino).toBe(first.ino);
    chmodSync(path, 0o644);
    await writeFile(path, '');
    await write();
    expect((await stat(path)).size).toBe(first.size);
    const names = (await readdir(store.place.objectsDir, { recursive: true })).filter((name) =>
      name.includes('tmp_obj'),
    );
    expect(names).toEqual([]);
  });

  it('gives group and others what core.sharedRepository says, as git does', async () => {
    for (const shared of ['group', 'all', '0640']) {
      const { git, store } = await openStore(`--shared=${shared}`);
      const byGit = await git(['hash-object', '-w', '--stdin'], { input: Buffer.from(`git ${shared}`) });
      const batch = store.batch();
      const byUs = batch.add('blob', Buffer.from(`ours ${shared}`));
      await batch.write();
      const modeOf = async (path: string) => ((await stat(path)).mode & 0o7777).toString(8);
      const [ours, theirs] = [loosePath(store.place, byUs), loosePath(store.place, byGit)];
      expect(await modeOf(ours)).toBe(await modeOf(theirs));
      expect(await modeOf(join(ours, '..'))).toBe(await modeOf(join(theirs, '..')));
    }
  });

  it('tells a full device from a folder that may not be written', async () => {
    const { store } = await openStore();
    const place = { ...store.place, objectsDir: join(store.place.objectsDir, 'none') };
    const object = { id: 'a'.repeat(40), type: 'blob', bytes: Buffer.from('x') } as const;
    await expect(writeObjects(place, { isSynced: false }, [object])).rejects.toMatchObject({
      code: 'bad_repository',
    });
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    expect(writeFailure(full, 'objects/aa')).toMatchObject({ code: 'disk_full', retry: true });
  });

  it('writes nothing of a batch that is thrown away', async () => {
    const { store } = await openStore();
    const files = () => readdirSync(store.place.objectsDir, { recursive: true }).length;
    const before = files();
    const batch = store.batch();
    batch.add('blob', Buffer.from('never'));
    batch.clear();
    await batch.write();
    expect(files()).toBe(before);
  });
});

describe('openObjectStore', () => {
  it('names an object that is missing, or of another kind', async () => {
    const { git, store } = await openStore();
    const blob = await git(['rev-parse', 'HEAD:a.txt']);
    await expect(store.readAs(blob, 'tree')).rejects.toMatchObject({
      code: 'bad_repository',
      message: expect.stringContaining('is a blob'),
    });
    await expect(store.readAs('e'.repeat(40), 'blob')).rejects.toMatchObject({ code: 'bad_repository' });
  });

  it('leaves the repository as it is, and removes its scratch folder', async () => {
    const { store, folder } = await openStore();
    const config = await readFile(join(folder, '.git/config'), 'utf8');
    const scratch = join(store.scratch.cwd, '..');
    expect((await stat(scratch)).isDirectory()).toBe(true);
    await store.close();
    await expect(stat(scratch)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(join(folder, '.git/config'), 'utf8')).toBe(config);
  });
});

describe('parseShared', () => {
  it.each([
    [undefined, undefined],
    ['false', undefined],
    ['umask', undefined],
    ['true', { bits: 0o660, isExact: false }],
    ['1', { bits: 0o660, isExact: false }],
    ['world', { bits: 0o664, isExact: false }],
    ['0640', { bits: 0o640, isExact: true }],
  ])('reads %s', (value, shared) => expect(parseShared(value)).toEqual(shared));
});

describe('parseSynced', () => {
  it.each([
    [undefined, undefined, false],
    [undefined, 'true', true],
    ['committed,-loose-object', undefined, false],
    ['all', undefined, true],
    ['none,loose-object', 'false', true],
  ])('reads core.fsync %s and core.fsyncObjectFiles %s', (fsync, files, isSynced) =>
    expect(parseSynced(fsync, files)).toBe(isSynced),
  );
});
