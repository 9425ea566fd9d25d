import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPool } from '../open-pool.js';
import { chooseLocation, knownLocation } from './location.js';
import { removeOrphans } from './orphans.js';
import { removeEmbeddedPostgres } from './remove.js';
import { startEmbeddedPostgres } from './start.js';

const asRoot = process.geteuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'uet-location-'));
});

afterEach(() => rm(home, { recursive: true }));

describe('knownLocation', () => {
  it('is in the home, unless a file there says otherwise', async () => {
    expect(await knownLocation(home)).toBe(join(home, 'postgres'));
    await writeFile(join(home, 'postgres.json'), '{ "cluster": "/srv/uet" }');
    expect(await knownLocation(home)).toBe('/srv/uet');
  });

  it.each(['', '{', '{}', '{ "cluster": 1 }'])('refuses a file that says %j', async (text) => {
    await writeFile(join(home, 'postgres.json'), text);
    await expect(knownLocation(home)).rejects.toMatchObject({
      code: 'database_failed',
      where: join(home, 'postgres.json'),
    });
  });
});

describe('chooseLocation', () => {
  it('is the home for the account that owns it', async () => {
    expect(await chooseLocation(home, undefined)).toBe(join(home, 'postgres'));
  });

  it.runIf(asRoot)('is the home for another account that can enter it', async () => {
    await chmod(home, 0o711);
    expect(await chooseLocation(home, nobody)).toBe(join(home, 'postgres'));
  });

  it.runIf(asRoot)('is one and the same other folder for all who ask, where it cannot', async () => {
    const chosen = await Promise.all([1, 2, 3, 4].map(() => chooseLocation(home, nobody)));
    expect(new Set(chosen).size).toBe(1);
    expect(chosen[0]).not.toContain(home);
    expect(await knownLocation(home)).toBe(chosen[0]);
    expect(await readdir(home)).toEqual(['postgres.json']);
  });
});

describe('removeOrphans', () => {
  it('deletes clusters of temporary homes that are gone, with their servers, and no others', async () => {
    const lost = await mkdtemp(join(tmpdir(), 'uet-lost-'));
    await chmod(lost, 0o711);
    const database = await startEmbeddedPostgres({ home: lost, durable: false });
    const clusters = join(home, 'clusters');
    await mkdir(clusters);
    await rename(await knownLocation(lost), join(clusters, 'lost'));
    for (const [name, of] of Object.entries({
      kept: home,
      unplugged: '/media/not/there',
      plain: undefined,
    })) {
      await mkdir(join(clusters, name));
      if (of !== undefined) await writeFile(join(clusters, name, 'home'), `${of}\n`);
    }
    await removeOrphans(clusters);
    expect(await readdir(clusters)).toHaveLength(4);

    await rm(lost, { recursive: true });
    await removeOrphans(clusters);
    expect((await readdir(clusters)).sort()).toEqual(['kept', 'plain', 'unplugged']);
    await expect(openPool({ connectionString: database.url }).query('select 1')).rejects.toThrow();
    await database.stop();
  });
});

describe('removeEmbeddedPostgres', () => {
  it('stops the server and deletes its data, wherever they are, and nothing else', async () => {
    await writeFile(join(home, 'mine'), '');
    const database = await startEmbeddedPostgres({ home, durable: false });
    const cluster = await knownLocation(home);
    expect(cluster.startsWith(home)).toBe(!asRoot);
    await removeEmbeddedPostgres(home);
    await expect(stat(cluster)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(home)).toEqual(['mine']);
    await database.stop();
    await removeEmbeddedPostgres(home);
    await removeEmbeddedPostgres(join(home, 'nowhere'));
  });
});
