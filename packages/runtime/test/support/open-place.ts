import { openSession, type Session, type SessionOptions } from '../../src/index.js';
import type { RunPlace } from './run-place.js';

/** Opens the database and the state folder of a place in this process; `env` is added to what tools may see. */
export function openPlace(
  place: Pick<RunPlace, 'home' | 'databaseUrl'>,
  options: Omit<SessionOptions, 'environment'> & { readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Session> {
  const { env, ...rest } = options;
  const environment = {
    ...process.env,
    UET_HOME: place.home,
    DATABASE_URL: place.databaseUrl ?? undefined,
    ...env,
  };
  return openSession({ poolSize: 16, ...rest, environment });
}
