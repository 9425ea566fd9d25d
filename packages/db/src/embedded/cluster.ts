import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UetError } from '@uet/core';
import type { Binaries } from './binaries.js';
import { explainFailure } from './failures.js';
import { homeFileName } from './orphans.js';
import { isProcess } from './postmaster-file.js';
import { readOptional, writePrivate } from './private-file.js';
import { type Account, runToEnd } from './run-to-end.js';
import { initdbArguments } from './settings.js';

/** A folder that holds one PostgreSQL data folder and what belongs to it; mode 700, owned by the server's account. */
export interface Cluster {
  readonly dataFolder: string;
  readonly logFile: string;
  /** The port of the last start: kept where it is free, so that a URL survives a restart of the server. */
  readonly portFile: string;
  readonly password: string;
}

/** What a cluster is made with. */
export interface ClusterPlan {
  /** Absolute, without symbolic links. */
  readonly home: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  /** Whether the new files are to survive a power cut from the start. */
  readonly durable: boolean;
}

/** The superuser and the database of the product. */
export const clusterUser = 'uet';

const majorVersion = '18';

/** Opens the cluster in this folder; `undefined` if there is none, `database_failed` if it cannot be used. */
export async function openCluster(folder: string): Promise<Cluster | undefined> {
  const dataFolder = join(folder, 'data');
  if (!(await exists(folder))) return undefined;
  const version = await readOptional(join(dataFolder, 'PG_VERSION'));
  const password = await readOptional(join(folder, 'password'));
  if (version === undefined || password === undefined) {
    throw new UetError('database_failed', 'The folder of the database is damaged: files are missing.', {
      where: folder,
      hint: 'Restore it from a copy, or move it away to start with an empty database.',
    });
  }
  if (version.trim() !== majorVersion) {
    throw new UetError(
      'database_failed',
      `The database was written by PostgreSQL ${version.trim()}; this is PostgreSQL ${majorVersion}.`,
      {
        where: folder,
        hint: 'Use the version of UET that wrote it, or move it away to start with an empty one.',
      },
    );
  }
  return {
    dataFolder,
    password: password.trim(),
    logFile: join(folder, 'server.log'),
    portFile: join(folder, 'port'),
  };
}

/**
 * Makes an empty cluster in `folder`. It is built aside and renamed into place, so that it is there whole or not at
 * all; of several processes that do this at once, one wins and the others throw their work away.
 */
export async function createCluster(folder: string, plan: ClusterPlan): Promise<void> {
  const { home, binaries, account, durable } = plan;
  const staging = `${folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(staging, { mode: 0o700 });
    await give(staging, account);
    const passwordFile = join(staging, 'password');
    await writePrivate(passwordFile, `${randomBytes(32).toString('base64url')}\n`, account);
    await writePrivate(join(staging, homeFileName), `${home}\n`, account);
    const dataFolder = join(staging, 'data');
    await initdb(binaries, initdbArguments(dataFolder, clusterUser, passwordFile), staging, account);
    if (durable) await initdb(binaries, ['--sync-only', `--pgdata=${dataFolder}`], staging, account);
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (await exists(join(folder, 'data'))) return;
    if (error instanceof UetError) throw error;
    throw explainFailure(String(error), 'The folder of the database could not be made', folder);
  }
}

async function initdb(
  binaries: Binaries,
  args: string[],
  where: string,
  account: Account | undefined,
): Promise<void> {
  const end = await runToEnd(binaries.initdb, args, account);
  if (end.exitCode !== 0) throw explainFailure(end.output, 'The database could not be made', dirname(where));
}

/** Deletes what processes that were killed while they made this cluster left beside it. */
export async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder)).catch(() => [])) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!isProcess(pid)) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

async function give(path: string, account: Account | undefined): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
