import { setTimeout as delay } from 'node:timers/promises';
import { UetError } from '@uet/core';
import { usableBinaries } from './binaries.js';
import { joinUsers, type Keeper } from './keeper.js';
import { type LaunchOutcome, launch } from './launch.js';
import { shelterFolder } from './location.js';
import {
  discardPostmasterFile,
  mayBeServing,
  type PostmasterFile,
  readPostmasterFile,
} from './postmaster-file.js';
import type { Site } from './prepare.js';

/** This process' hold on a running server. */
export interface Attachment {
  readonly keeper: Keeper;
  readonly pid: number;
  readonly port: number;
  /** True if this process did not start the server. */
  readonly adopted: boolean;
}

/** Recovery after a crash reads at most 256 MB of log again; this is far beyond what that takes. */
const timeoutMs = 60_000;
const pollMs = 25;

const notReady = {
  busy: 'another server is starting or ending in its folder',
  killed: 'it is killed while it starts',
};

/** Joins the users of the site's server, which is started where none runs; `database_unavailable` after a minute. */
export async function attach(site: Site): Promise<Attachment> {
  const { dataFolder, logFile } = site.cluster;
  const deadline = performance.now() + timeoutMs;
  let adopted = true;
  let because = '';
  while (performance.now() < deadline) {
    const file = await readPostmasterFile(dataFolder);
    if (file !== undefined && (await mayBeServing(file, dataFolder))) {
      const joined = await join(site, file);
      if (typeof joined !== 'string') return { keeper: joined, pid: file.pid, port: file.port, adopted };
      because = joined;
    } else {
      if (file !== undefined) await discardPostmasterFile(file, dataFolder);
      const outcome = await start(site);
      if (outcome === 'ready') {
        adopted = false;
        continue;
      }
      because = notReady[outcome];
    }
    await delay(pollMs);
  }
  throw new UetError('database_unavailable', `The embedded database does not answer: ${because}.`, {
    where: logFile,
    hint: 'Look into that file, or set DATABASE_URL to a PostgreSQL server.',
  });
}

async function join(site: Site, file: PostmasterFile): Promise<Keeper | string> {
  if (!file.ready) return 'it is starting, recovering, or stopping';
  const joined = await joinUsers(site.cluster, file.port);
  return 'keeper' in joined ? joined.keeper : joined.because;
}

async function start(site: Site): Promise<LaunchOutcome> {
  const { home, account } = site;
  const { postgres } = await usableBinaries(account, await shelterFolder(home, account));
  return launch({ ...site, postgres });
}
