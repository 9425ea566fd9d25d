import { UetError } from '@uet/core';
import type pg from 'pg';
import { openPool } from '../open-pool.js';

/** A database to migrate: an open pool, whose settings are used for a connection apart, or a URL. */
export type MigrationTarget = pg.Pool | string;

/** The key of the advisory lock that `prisma migrate` takes too, so that neither runs while the other does. */
const migrationLock = 72_707_369;

/**
 * Runs `work` on a pool that is one and the same session throughout, holding the lock on migrations: other processes
 * wait, a minute at most. The lock ends with the session, so also if this process is killed.
 */
export async function withMigrationSession<T>(
  target: MigrationTarget,
  work: (session: pg.Pool) => Promise<T>,
): Promise<T> {
  let opened = false;
  const settings =
    typeof target === 'string'
      ? { connectionString: target }
      : { ...target.options, password: target.options.password };
  const session = openPool({
    ...settings,
    max: 1,
    idleTimeoutMillis: 0,
    maxLifetimeSeconds: 0,
    onConnect() {
      // Its predecessor took the transaction with it: going on would leave half a migration.
      if (opened) throw new UetError('database_unavailable', 'The connection was lost during a migration.');
      opened = true;
    },
  });
  try {
    await session.query("set lock_timeout = '60s'");
    await session.query('select pg_advisory_lock($1)', [migrationLock]).catch((cause: pg.DatabaseError) => {
      if (cause.code !== '55P03') throw cause;
      throw new UetError(
        'database_unavailable',
        'Another process has been migrating this database for a minute.',
        {
          hint: 'Wait for it to end, or end it, and try again.',
          cause,
        },
      );
    });
    return await work(session);
  } finally {
    await session.end();
  }
}
