import { UetError } from '@uet/core';
import { serverAccount } from './account.js';
import { usableBinaries } from './binaries.js';
import { type Cluster, createCluster, openCluster, removeAbandoned } from './cluster.js';
import { chooseLocation, knownLocation, shelterFolder } from './location.js';
import type { Account } from './run-to-end.js';

/** A home whose cluster is there, and what its server is to be run with. */
export interface Site {
  readonly home: string;
  readonly cluster: Cluster;
  readonly account: Account | undefined;
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

/** Finds the cluster of this home (an absolute path without symbolic links), or makes an empty one. */
export async function prepareSite(home: string, durable: boolean, log: Site['log']): Promise<Site> {
  const known = await knownLocation(home);
  const account = await serverAccount(known);
  await removeAbandoned(known);
  const site = (cluster: Cluster) => ({ home, cluster, account, durable, log });
  const existing = await openCluster(known);
  if (existing !== undefined) return site(existing);

  const folder = await chooseLocation(home, account);
  const binaries = await usableBinaries(account, await shelterFolder(home, account));
  log(`making an empty database in ${folder}`);
  await createCluster(folder, { home, binaries, account, durable });
  const made = await openCluster(folder);
  if (made === undefined)
    throw new UetError('internal', 'The database is not where it was made.', { where: folder });
  return site(made);
}
