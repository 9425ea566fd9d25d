import { randomBytes } from 'node:crypto';
import { chmod, link, lstat, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UetError } from '@uet/core';
import { removeOrphans } from './orphans.js';
import { type Account, runToEnd } from './run-to-end.js';

const mappingName = 'postgres.json';
const systemFolders = ['/var/lib/uet', '/var/tmp/uet'];

/** Where the cluster of a home is, or would be found: `<home>/postgres`, or what `<home>/postgres.json` names. */
export async function knownLocation(home: string): Promise<string> {
  const text = await readFile(join(home, mappingName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return join(home, 'postgres');
  try {
    const { cluster } = JSON.parse(text) as { cluster?: unknown };
    if (typeof cluster === 'string') return cluster;
  } catch {
    // Answered below: no JSON, or not ours.
  }
  throw new UetError('database_failed', 'This file should name the folder of the database, and does not.', {
    where: join(home, mappingName),
    hint: 'Restore it, or remove it to start with an empty database.',
  });
}

/**
 * Where to make the cluster of a home that has none: inside it if the server's account can reach it, else in a
 * folder of the system, noted in `<home>/postgres.json`. Processes that ask at the same time get the same answer.
 */
export async function chooseLocation(home: string, account: Account | undefined): Promise<string> {
  if (account === undefined || (await reaches(account, home))) return join(home, 'postgres');
  const parent = await systemFolder(account);
  await removeOrphans(parent);
  const folder = join(parent, `database-${randomBytes(8).toString('hex')}`);
  const draft = join(home, `${mappingName}.${randomBytes(4).toString('hex')}`);
  await writeFile(draft, `${JSON.stringify({ cluster: folder }, null, 2)}\n`, { mode: 0o600 });
  try {
    // Unlike a rename, a link never replaces what another process has just decided.
    await link(draft, join(home, mappingName)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return knownLocation(home);
}

/** Where copies of PostgreSQL's programs may be kept for this account. */
export function shelterFolder(home: string, account: Account | undefined): Promise<string> {
  return account === undefined ? Promise.resolve(home) : systemFolder(account);
}

/** The first folder of the system that is root's alone to write and that the account can enter. */
async function systemFolder(account: Account): Promise<string> {
  for (const folder of systemFolders) {
    await mkdir(folder).then(
      () => chmod(folder, 0o755), // mkdir's own mode is cut by the umask
      () => undefined,
    );
    const found = await lstat(folder).catch(() => undefined);
    // /var/tmp is everyone's: what someone else put there under this name is not to be trusted.
    const trusted = found?.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
    if (trusted && (await reaches(account, folder))) return folder;
  }
  throw new UetError(
    'database_unavailable',
    `PostgreSQL cannot run as root, and the account it would run as (uid ${account.uid}) can reach no folder for it.`,
    { hint: 'Set UET_HOME to a folder that others may enter, or DATABASE_URL to a PostgreSQL server.' },
  );
}

async function reaches(account: Account, folder: string): Promise<boolean> {
  await stat(folder);
  const end = await runToEnd('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], account);
  return end.exitCode === 0;
}
