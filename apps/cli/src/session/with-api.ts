import type { UetClient } from '@uet/client';
import type { Session } from '@uet/runtime';
import { tell } from '../output.js';
import type { Surroundings } from '../surroundings.js';
import { asUetError } from './api-errors.js';
import { type FoundServer, findApi } from './find-api.js';
import { listenForStop, type StopSignals } from './stop-signals.js';
import { asking, working } from './working-session.js';

/** A server, asked over HTTP. */
export interface ByServer {
  readonly api: UetClient;
  readonly server: FoundServer;
  readonly alone: null;
}

/** The database, opened by this process. */
export interface Alone {
  /** Answered in this process. */
  readonly api: UetClient;
  readonly server: null;
  readonly alone: Session;
}

/** What a command asks: a running server, or where there is none, the same procedures in this process. */
export type Reached = ByServer | Alone;

/** How often a call is made again that failed in passing: a person waits. */
const retries = 2;

/** Does something with the API. Its errors are those of the command alone. */
export async function withApi<T>(cli: Surroundings, work: (reached: Reached) => Promise<T>): Promise<T> {
  const server = await findApi(cli);
  if (server !== null) return byServer(server, work);
  return asking(cli, (session) => byItself(session, work));
}

/** As {@link withApi}, for what goes on until it is told to stop; alone, for `slots` tasks at once. */
export async function workWithApi<T>(
  cli: Surroundings,
  slots: number,
  work: (reached: Reached, stop: StopSignals) => Promise<T>,
): Promise<T> {
  const server = await findApi(cli);
  return server === null ? workAlone(cli, slots, work) : workAtServer(cli, server, work);
}

/** Does something with a server until it is told to stop. */
export async function workAtServer<T>(
  cli: Surroundings,
  server: FoundServer,
  work: (reached: ByServer, stop: StopSignals) => Promise<T>,
): Promise<T> {
  const stop = listenForStop(cli.signals, () => tell(cli, 'ending what runs'));
  try {
    return await byServer(server, (reached) => work(reached, stop));
  } finally {
    stop.dispose();
  }
}

/** As {@link workWithApi}, where the work is to be done in this process also beside a server. */
export const workAlone = <T>(
  cli: Surroundings,
  slots: number,
  work: (alone: Alone, stop: StopSignals) => Promise<T>,
): Promise<T> => working(cli, slots, (session, stop) => byItself(session, (alone) => work(alone, stop)));

/** Does something with a server that was found. */
export async function byServer<T>(server: FoundServer, work: (reached: ByServer) => Promise<T>): Promise<T> {
  const { createUetClient } = await import('@uet/client');
  const { url, token } = server;
  const api = createUetClient({ url, retries, ...(token === undefined ? {} : { token }) });
  return told(server, () => work({ api, server, alone: null }));
}

async function byItself<T>(session: Session, work: (reached: Alone) => Promise<T>): Promise<T> {
  const { localClient } = await import('@uet/server/local');
  const api = localClient(session, { actor: 'person:cli' });
  return told(null, () => work({ api, server: null, alone: session }));
}

async function told<T>(server: FoundServer | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await asUetError(error, server);
  }
}
