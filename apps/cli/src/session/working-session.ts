import { type Session, type SessionOptions, withSession } from '@uet/runtime';
import { tell } from '../output.js';
import type { Surroundings } from '../surroundings.js';
import { listenForStop, type StopSignals } from './stop-signals.js';

/** Connections beside those of the tasks: ticks, landings, the queue, and what is shown. */
const connections = 12;

/** Opens the database for a command that only asks or writes a little. */
export const asking = <T>(cli: Surroundings, work: (session: Session) => Promise<T>): Promise<T> =>
  withSession({ environment: cli.env, log: debugLog(cli) }, work);

/** Opens the database for a command that works on runs until it is told to stop; `slots` tasks at once. */
export async function working<T>(
  cli: Surroundings,
  slots: number,
  work: (session: Session, stop: StopSignals) => Promise<T>,
  more: Pick<SessionOptions, 'defaultPool'> = {},
): Promise<T> {
  const stop = listenForStop(cli.signals, () => tell(cli, 'ending what runs'));
  const settings = {
    ...more,
    environment: cli.env,
    kill: stop.kill,
    poolSize: connections + slots,
    log: debugLog(cli),
  };
  try {
    return await withSession(settings, (session) => work(session, stop));
  } finally {
    stop.dispose();
  }
}

/** What database and engine have to say is for whoever looks for a fault. */
const debugLog =
  (cli: Surroundings) =>
  (line: string): void => {
    if (cli.env.UET_DEBUG !== undefined) tell(cli, line);
  };
