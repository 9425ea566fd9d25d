import { stat } from 'node:fs/promises';
import { UetError } from '@uet/core';
import { type Account, runToEnd } from './run-to-end.js';

const candidates = ['postgres', 'nobody'];

/**
 * Who has to run the server: `undefined` means this process' own account; as root, which PostgreSQL refuses,
 * the owner of the cluster's folder, or for a new one `postgres`, else `nobody`.
 */
export async function serverAccount(clusterFolder: string): Promise<Account | undefined> {
  const own = process.geteuid?.();
  const folder = await stat(clusterFolder).catch(() => undefined);
  if (own !== 0) {
    if (folder !== undefined && own !== undefined && folder.uid !== own) {
      throw new UetError(
        'database_unavailable',
        `The database belongs to another account (uid ${folder.uid}).`,
        {
          where: clusterFolder,
          hint: 'Run this as that account, or set UET_HOME to a folder of your own.',
        },
      );
    }
    return undefined;
  }
  if (folder !== undefined && folder.uid !== 0) return { uid: folder.uid, gid: folder.gid };
  for (const name of candidates) {
    const account = await lookUp(name);
    if (account !== undefined) return account;
  }
  throw new UetError(
    'database_unavailable',
    'PostgreSQL refuses to run as root, and there is neither an account "postgres" nor "nobody" to run it as.',
    { hint: 'Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server.' },
  );
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [user, group] = await Promise.all([runToEnd('id', ['-u', name]), runToEnd('id', ['-g', name])]);
  if (user.exitCode !== 0 || group.exitCode !== 0) return undefined;
  return { uid: Number(user.output), gid: Number(group.output) };
}
