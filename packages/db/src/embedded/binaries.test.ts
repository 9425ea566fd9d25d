import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverAccount } from './account.js';
import { usableBinaries } from './binaries.js';
import { type PlatformPackage, platformPackage } from './platform-package.js';
import { runToEnd } from './run-to-end.js';

let folder: string;
let incomplete: PlatformPackage;

beforeAll(async () => {
  // Mode 700: as root, another account that runs the server cannot enter, as in a clone in root's home.
  folder = await mkdtemp(join(tmpdir(), 'uet-binaries-'));
  const installed = await platformPackage();
  incomplete = { ...installed, folder: join(folder, 'installed') };
  // What the install script makes: links, or whole files where a package manager restored them from its store.
  const made = JSON.parse(await readFile(join(installed.folder, 'pg-symlinks.json'), 'utf8')) as {
    target: string;
  }[];
  const links = new Set(made.map(({ target }) => target.replace(/^native\//, '')));
  await cp(installed.folder, incomplete.folder, {
    recursive: true,
    filter: (path) => !links.has(relative(installed.folder, path)),
  });
});

afterAll(() => rm(folder, { recursive: true }));

describe('usableBinaries', () => {
  it("uses npm's own folder where it can", async () => {
    const account = await serverAccount(folder);
    const { folder: own } = await platformPackage();
    expect((await usableBinaries(account, folder)).postgres).toBe(join(own, 'bin', 'postgres'));
  });

  it('makes one complete copy where it was installed without its symbolic links, or cannot be reached', async () => {
    const shelter = join(folder, 'shelter');
    const made = await Promise.all([1, 2, 3].map(() => usableBinaries(undefined, shelter, incomplete)));
    expect(new Set(made.map(({ postgres }) => postgres)).size).toBe(1);
    expect(await readdir(shelter)).toEqual([`postgres-${incomplete.version}`]);
    const [{ postgres, initdb } = { postgres: '', initdb: '' }] = made;
    expect(await runToEnd(postgres, ['--version'])).toMatchObject({ exitCode: 0 });
    expect(await runToEnd(initdb, ['--version'])).toMatchObject({ exitCode: 0 });
  });
});
