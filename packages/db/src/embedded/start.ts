import { mkdir, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UetError } from '@uet/core';
import { type Attachment, attach } from './attach.js';
import { clusterUser } from './cluster.js';
import { explainFailure } from './failures.js';
import { boundLog } from './log-file.js';
import { prepareSite, type Site } from './prepare.js';
import { stopServer } from './stop.js';

/** What may be chosen about the embedded server. */
export interface EmbeddedOptions {
  /** The folder of the product (`UET_HOME`); made if it is not there. */
  readonly home: string;
  /** Takes one line for each thing worth telling: started, adopted, left running, lost. */
  readonly log?: (line: string) => void;
  /** `false` only where a power cut may lose everything: in tests. Default `true`. */
  readonly durable?: boolean;
}

/** A running embedded server, as one of its users sees it. */
export interface EmbeddedDatabase {
  /** `postgresql://` URL of the product's database, password included; it says so itself that it needs no TLS. */
  readonly url: string;
  /** Process id of the server; another one after it was restarted. */
  readonly pid: number;
  /** True if the server was running already. */
  readonly adopted: boolean;
  /** Ends this process' use, and the server if it was the last one. */
  stop(): Promise<void>;
}

const logCheckMs = 60_000;
const slowestRetryMs = 5_000;

/**
 * Starts the PostgreSQL server of this home, or joins the one that runs already; the first start makes its data
 * folder. Any number of processes may do so at once: there is one server, it outlives whoever started it, and the
 * last user's `stop` ends it. If it dies under its users, they start it again at the same URL.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log = () => undefined, durable = true } = options;
  try {
    await mkdir(resolve(options.home), { recursive: true, mode: 0o700 });
    const site = await prepareSite(await realpath(options.home), durable, log);
    const attachment = await attach(site);
    log(
      `${attachment.adopted ? 'joined' : 'started'} PostgreSQL (pid ${attachment.pid}, port ${attachment.port})`,
    );
    return supervise(site, attachment);
  } catch (error) {
    if (error instanceof UetError) throw error;
    throw explainFailure(String(error), 'The embedded database could not be started', options.home);
  }
}

function supervise(site: Site, first: Attachment): EmbeddedDatabase {
  let attachment = first;
  let stopped: Promise<void> | undefined;
  const stopping = new AbortController();
  let healing = Promise.resolve();
  const logCheck = setInterval(() => void boundLog(site.cluster.logFile), logCheckMs).unref();

  const watch = () => {
    void attachment.keeper.lost.then(() => {
      if (!stopping.signal.aborted) healing = heal();
    });
  };
  const heal = async () => {
    site.log('lost the connection to PostgreSQL');
    for (let waitMs = 50; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, slowestRetryMs)) {
      try {
        attachment = await attach(site);
        if (attachment.port !== first.port) site.log(`PostgreSQL has moved to port ${attachment.port}`);
        return watch();
      } catch (error) {
        site.log(`PostgreSQL does not come back: ${(error as Error).message}`);
        await delay(waitMs, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const stop = async () => {
    clearInterval(logCheck);
    stopping.abort();
    await healing;
    await leave(site, attachment);
  };

  watch();
  return {
    url: `postgresql://${clusterUser}:${site.cluster.password}@127.0.0.1:${first.port}/${clusterUser}?sslmode=disable`,
    get pid() {
      return attachment.pid;
    },
    adopted: first.adopted,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function leave(site: Site, { keeper, pid }: Attachment): Promise<void> {
  try {
    if (!(await keeper.release())) {
      site.log(`left PostgreSQL (pid ${pid}) to its other users`);
      return;
    }
    await stopServer(site.cluster.dataFolder);
    site.log(`stopped PostgreSQL (pid ${pid})`);
  } catch (error) {
    site.log(`left PostgreSQL: ${(error as Error).message}`);
  } finally {
    await keeper.close();
  }
}
