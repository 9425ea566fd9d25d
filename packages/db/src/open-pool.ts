import pg from 'pg';

/** How this process' connections are told from those of others in `pg_stat_activity`. */
export const ownApplicationName = `uet-${process.pid}`;

/** A pool whose connections may be lost at any time without harm to the process; whoever queries next gets a new one. */
export function openPool(settings: pg.PoolConfig, log: (line: string) => void = () => undefined): pg.Pool {
  const pool = new pg.Pool({
    application_name: ownApplicationName,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Statements are few and prepared, and their plans do not depend on the values: one plan each is enough. Else
    // every connection plans every statement five times before it settles.
    options: '-c plan_cache_mode=force_generic_plan',
    ...settings,
  });
  pool.on('error', (error) => {
    // Connections that the pool itself is closing may well be closed by a server that stops.
    if (!pool.ending) log(`lost an idle connection to the database: ${error.message}`);
  });
  // A connection that is in use but between two queries has nobody else to tell, and an `error` event that nobody
  // listens to ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
