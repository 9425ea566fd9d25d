import { UetError } from '@uet/core';
import type pg from 'pg';
import { databaseError } from './database-error.js';
import { withoutPassword } from './database-url.js';
import { startEmbeddedPostgres } from './embedded/start.js';
import { openPool } from './open-pool.js';

/** Which database to use. */
export interface DatabaseOptions {
  /** `DATABASE_URL`: that server is used and nothing is started. */
  readonly url?: string;
  /** `UET_HOME`: where the embedded server keeps its data if there is no `url`. */
  readonly home: string;
  /** Connections that this process opens at most. Default 10. */
  readonly poolSize?: number;
  /** Takes one line for each thing worth telling about the server and its connections. */
  readonly log?: (line: string) => void;
}

/** An open database; {@link Database.close} must be called for the process to end by itself. */
export interface Database {
  /** With its password: for other processes, not for logs. */
  readonly url: string;
  readonly pool: pg.Pool;
  /** True if the server is the embedded one. */
  readonly embedded: boolean;
  /** Closes the pool and, if this was the last process that used it, the embedded server. */
  close(): Promise<void>;
}

/**
 * Opens the database of `DATABASE_URL`, else the embedded one, and proves that it answers. `bad_config` if the URL is
 * malformed, `database_unavailable` or `database_failed` if the server does not let us in.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url: given, home, log = () => undefined } = options;
  const embedded = given === undefined ? await startEmbeddedPostgres({ home, log }) : undefined;
  const url = embedded?.url ?? checkedUrl(given ?? '');
  const pool = openPool({ connectionString: url, max: options.poolSize ?? 10 }, log);
  let closed: Promise<void> | undefined;
  const close = async () => {
    await pool.end();
    await embedded?.stop();
  };
  const database: Database = {
    url,
    pool,
    embedded: embedded !== undefined,
    close() {
      closed ??= close();
      return closed;
    },
  };
  try {
    await pool.query('select 1');
    return database;
  } catch (error) {
    await database.close();
    throw databaseError(error, 'The database cannot be used', url);
  }
}

function checkedUrl(url: string): string {
  const scheme = URL.canParse(url) ? new URL(url).protocol : undefined;
  if (scheme === 'postgresql:' || scheme === 'postgres:') return url;
  throw new UetError('bad_config', 'DATABASE_URL is not the URL of a PostgreSQL server.', {
    where: withoutPassword(url),
    hint: 'Write it as postgresql://user:password@host:5432/database, special characters percent-encoded.',
  });
}
