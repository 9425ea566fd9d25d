import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UetError } from '@uet/core';
import { type Database, migrate, openDatabase, PostgresStore, productMigrations } from '@uet/db';
import { createContext } from '../engine/create-context.js';
import type { EngineContext } from '../engine/engine-context.js';
import { type Config, readConfig } from './config.js';

/** An open database with all that commands work with. */
export interface Session {
  readonly config: Config;
  readonly database: Database;
  readonly store: PostgresStore;
  readonly context: EngineContext;
  close(): Promise<void>;
}

/** How a session is opened. */
export interface SessionOptions {
  /** Where settings, and the variables that tools get, are read from; default: this process'. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Ends what runs at once. */
  readonly kill?: AbortSignal;
  /** The pool that takes over runs whose own process is gone, once a person asks something of them. */
  readonly defaultPool?: string;
  readonly log?: (line: string) => void;
  /** Connections at most: a worker with many slots needs more. */
  readonly poolSize?: number;
}

/** Opens the database (starting the embedded one where none is named), brings it up to date, and reads catalogues. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const { environment = process.env, log = () => undefined } = options;
  const { config, database } = await openConfigured(options);
  try {
    await migrate(database.pool, productMigrations);
    const store = new PostgresStore(database.pool);
    const { home, catalogs, prices } = config;
    const context = await createContext({
      store,
      home,
      catalogs,
      priceTables: prices,
      environment,
      log,
      defaultPool: options.defaultPool ?? null,
      ...(options.kill === undefined ? {} : { kill: options.kill }),
    });
    return {
      config,
      database,
      store,
      context,
      async close() {
        await context.sessions.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The database as it was found, and the settings by which it was. */
export type Opened = Pick<Session, 'config' | 'database'>;

async function openConfigured({ environment, log, poolSize }: SessionOptions): Promise<Opened> {
  const config = readConfig(environment ?? process.env);
  await makeHome(config.home);
  const database = await openDatabase({
    home: config.home,
    poolSize: poolSize ?? 12,
    ...(log === undefined ? {} : { log }),
    ...(config.databaseUrl === null ? {} : { url: config.databaseUrl }),
  });
  return { config, database };
}

async function makeHome(home: string): Promise<void> {
  try {
    await makeFolders(home);
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new UetError('disk_full', message, { where: home, cause });
    throw new UetError('bad_config', `the state folder cannot be used: ${message}`, {
      where: home,
      hint: 'name a folder of your own in UET_HOME',
      cause,
    });
  }
}

/** One by one: a recursive `mkdir` of Node never ends where a file system takes no folders, as in `/proc`. */
async function makeFolders(path: string): Promise<void> {
  const make = (): Promise<unknown> =>
    mkdir(path, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
    });
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolders(dirname(path));
    await make();
  });
}

/** Does something with a session, and closes it whatever happens. */
export async function withSession<T>(
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Does something with the database as it is, not brought up to date, and closes it whatever happens. */
export async function withDatabase<T>(
  options: SessionOptions,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await openConfigured(options);
  try {
    return await work(opened);
  } finally {
    await opened.database.close();
  }
}
