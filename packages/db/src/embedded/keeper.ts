import { setTimeout as delay } from 'node:timers/promises';
import { UetError } from '@uet/core';
import pg from 'pg';
import { ownApplicationName } from '../open-pool.js';
import { type Cluster, clusterUser } from './cluster.js';

/**
 * Key of the advisory lock that every process using the server holds, shared, in the database `postgres`, and that the
 * one that stops it holds alone. Such a lock ends with its connection, so also after `kill -9`.
 */
const usageKey = 8_370_118;

/** Sessions of this name count by their lock alone. */
export const keeperName = 'uet-keeper';

/** The session by which this process counts as a user of the server. */
export interface Keeper {
  /** Resolves when the session is lost or closed. */
  readonly lost: Promise<void>;
  /**
   * Ends this process' use. True if no other process uses the server and nobody else is connected: then it is kept
   * from gaining users, for the caller to stop, until `close`.
   */
  release(): Promise<boolean>;
  close(): Promise<void>;
}

type Session = pg.Client & { ref(): void; unref(): void };

/** Either the keeper, or why there is none yet: the server is starting, being stopped, or not reachable. */
export type Joined = { readonly keeper: Keeper } | { readonly because: string };

/**
 * Joins the users of the server at this port. Being let in with the cluster's password proves that it is the cluster's
 * server; one that refuses it is `database_failed`.
 */
export async function joinUsers(cluster: Cluster, port: number): Promise<Joined> {
  const session = new pg.Client({
    host: '127.0.0.1',
    port,
    user: clusterUser,
    password: cluster.password,
    database: 'postgres',
    application_name: keeperName,
    connectionTimeoutMillis: 5_000,
    ssl: false,
  }) as Session;
  const lost = new Promise<void>((resolve) => session.once('end', () => resolve()));
  session.on('error', () => undefined); // `end` follows.
  try {
    await session.connect();
    await ensureDatabase(session);
    const { rows } = await session.query('select pg_try_advisory_lock_shared($1) as joined', [usageKey]);
    if (rows[0]?.joined === true) {
      session.unref(); // Being a user of the database is no reason for a process not to end.
      return { keeper: keep(session, lost) };
    }
  } catch (error) {
    await session.end().catch(() => undefined);
    refuse(error, port);
    return { because: (error as Error).message };
  }
  await session.end().catch(() => undefined);
  return { because: 'another process is stopping it' };
}

function keep(session: Session, lost: Promise<void>): Keeper {
  return {
    lost,
    async release() {
      session.ref();
      // First its own share, then all of it: of two that leave at once, one gets it.
      await session.query('select pg_advisory_unlock_shared($1)', [usageKey]);
      const { rows } = await session.query('select pg_try_advisory_lock($1) as alone', [usageKey]);
      return rows[0]?.alone === true && (await becomesIdle(session));
    },
    async close() {
      session.ref();
      await session.end().catch(() => undefined);
    },
  };
}

/**
 * True once nobody is connected but this process and keepers without a share, who are leaving or will come again;
 * connections that were closed take a moment to vanish, so it looks more than once.
 */
async function becomesIdle(session: pg.Client): Promise<boolean> {
  const sql = `select count(*)::int as others from pg_stat_activity
    where backend_type = 'client backend' and application_name not in ($1, $2)`;
  for (let look = 0; look < 40; look += 1) {
    const { rows } = await session.query(sql, [keeperName, ownApplicationName]);
    if (rows[0]?.others === 0) return true;
    await delay(25);
  }
  return false;
}

async function ensureDatabase(session: pg.Client): Promise<void> {
  const { rowCount } = await session.query('select from pg_database where datname = $1', [clusterUser]);
  if (rowCount !== 0) return;
  await session.query(`create database ${clusterUser}`).catch((error: pg.DatabaseError) => {
    // 42P04 and 23505: another process made it at the same moment.
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

/** Errors that waiting does not help. */
function refuse(error: unknown, port: number): void {
  const code = (error as pg.DatabaseError).code;
  if (code === '28P01' || code === '28000') {
    throw new UetError(
      'database_failed',
      `The server at port ${port} does not accept the password of its folder.`,
      {
        hint: 'Restore the file "password" beside the data folder, or move the folder away to start anew.',
        cause: error,
      },
    );
  }
  if (code === '53100')
    throw new UetError('disk_full', 'The database has no room left on its device.', { cause: error });
}
