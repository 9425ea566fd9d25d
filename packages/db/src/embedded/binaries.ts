import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UetError } from '@uet/core';
import { type PlatformPackage, platformPackage } from './platform-package.js';
import { type Account, runToEnd } from './run-to-end.js';

/** Absolute paths of programs that the server's account was seen to be able to run. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * PostgreSQL's programs where the account can run them: npm's own folder, or a copy below `shelter` where that
 * folder cannot be reached (a clone in a private home) or is incomplete (installed without install scripts).
 */
export async function usableBinaries(
  account: Account | undefined,
  shelter: string,
  installed?: PlatformPackage,
): Promise<Binaries> {
  const source = installed ?? (await platformPackage());
  if (await runs(source.folder, account)) return programs(source.folder);
  const copy = join(shelter, `postgres-${source.version}`);
  if (!(await stat(copy).catch(() => undefined))) await copyBinaries(source.folder, copy);
  const probe = await runToEnd(programs(copy).postgres, ['--version'], account);
  if (probe.exitCode === 0) return programs(copy);
  throw new UetError('database_unavailable', `PostgreSQL does not run on this system: ${probe.output}`, {
    where: copy,
    hint: 'Set DATABASE_URL to a PostgreSQL server.',
  });
}

function programs(folder: string): Binaries {
  return { postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb') };
}

async function runs(folder: string, account: Account | undefined): Promise<boolean> {
  const { postgres, initdb } = programs(folder);
  const ends = await Promise.all([postgres, initdb].map((path) => runToEnd(path, ['--version'], account)));
  return ends.every((end) => end.exitCode === 0);
}

async function copyBinaries(source: string, target: string): Promise<void> {
  const staging = `${target}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await cp(source, staging, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    });
    await restoreSymlinks(staging);
    await openToAll(staging);
    await rename(staging, target);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    // Another process finished the same copy first.
    if (await stat(target).catch(() => undefined)) return;
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new UetError(full ? 'disk_full' : 'database_unavailable', 'PostgreSQL could not be copied.', {
      where: target,
      cause,
    });
  }
}

/** What the package's install script does; npm packages cannot hold symbolic links. */
async function restoreSymlinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(folder, '..', link.target.replace(/^native/, basename(folder)));
    await symlink(basename(link.source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Whatever the umask was at installation: the account that runs the programs is neither their owner nor its group. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const executable = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
}
