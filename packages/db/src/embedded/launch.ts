import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { UetError } from '@uet/core';
import type { Cluster } from './cluster.js';
import { explainFailure } from './failures.js';
import { openLog, readLog } from './log-file.js';
import { readPostmasterFile } from './postmaster-file.js';
import { readOptional, writePrivate } from './private-file.js';
import { type Account, serverEnvironment } from './run-to-end.js';
import { serverArguments } from './settings.js';

/** What it takes to start the server of a cluster. */
export interface LaunchPlan {
  readonly cluster: Cluster;
  readonly postgres: string;
  readonly account: Account | undefined;
  readonly durable: boolean;
}

/**
 * `ready`: the server runs. `busy`: another process has started the server, or its predecessor's last processes are
 * still ending. `killed`: someone, or the system for want of memory, killed it while it started.
 */
export type LaunchOutcome = 'ready' | 'busy' | 'killed';

const pollMs = 10;
const notStarted = 'PostgreSQL did not start';

/** Starts the server on the port of last time, else on a free one; where it is not `ready`, look again. */
export async function launch(plan: LaunchPlan): Promise<LaunchOutcome> {
  const lastPort = Number(await readOptional(plan.cluster.portFile));
  const ports = [...(lastPort > 0 ? [lastPort] : []), 0, 0, 0, 0];
  for (const wanted of ports) {
    const port = wanted === 0 ? await freePort() : wanted;
    const outcome = await launchOn(port, plan);
    if (outcome === 'port_taken') continue;
    if (outcome === 'ready' && port !== lastPort) {
      await writePrivate(plan.cluster.portFile, String(port), plan.account);
    }
    return outcome;
  }
  throw new UetError(
    'database_unavailable',
    'Every port that PostgreSQL was started on was taken in between.',
    {
      hint: 'Try again, or set DATABASE_URL to a PostgreSQL server.',
    },
  );
}

interface ServerEnd {
  readonly exitCode: number | null;
  readonly error?: Error;
}

async function launchOn(port: number, plan: LaunchPlan): Promise<LaunchOutcome | 'port_taken'> {
  const { cluster, account } = plan;
  const log = await openLog(cluster.logFile, account);
  try {
    // A session of its own: neither Ctrl-C in the terminal nor the end of this process reaches the server,
    // which others may be using by then.
    const child = spawn(plan.postgres, serverArguments(cluster.dataFolder, port, plan), {
      cwd: '/',
      detached: true,
      env: serverEnvironment(),
      stdio: ['ignore', log.handle.fd, log.handle.fd],
      ...account,
    });
    const ended = new Promise<ServerEnd>((resolve) => {
      child.once('error', (error) => resolve({ exitCode: null, error }));
      child.once('exit', (exitCode) => resolve({ exitCode }));
    });
    child.unref();
    const end = await Promise.race([ended, becomesReady(child, cluster.dataFolder)]);
    if (end === 'ready') return 'ready';
    if (end.error !== undefined) throw explainFailure(end.error.message, notStarted, plan.postgres);
    // Without a code it was killed; with 0, another process had taken it for its own and stopped it already.
    if (end.exitCode === null) return 'killed';
    if (end.exitCode === 0) return 'busy';
    return judge(await readLog(cluster.logFile, log.begin, child.pid ?? 0), cluster.dataFolder);
  } finally {
    await log.handle.close();
  }
}

/** Resolves once the data folder says that this child serves it; never, where the child ends before. */
async function becomesReady(child: ChildProcess, dataFolder: string): Promise<'ready'> {
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const file = await readPostmasterFile(dataFolder);
    if (file?.pid === child.pid && file.ready) return 'ready';
    await delay(pollMs);
  }
  return new Promise(() => undefined);
}

function judge(output: string, dataFolder: string): 'port_taken' | 'busy' {
  if (/could not bind|could not create any TCP\/IP sockets/.test(output)) return 'port_taken';
  if (/lock file "postmaster.pid"|pre-existing shared memory block/.test(output)) return 'busy';
  throw explainFailure(output, notStarted, dataFolder);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
