import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseUrl } from '../database-url.js';
import { isProcess } from '../embedded/postmaster-file.js';
import { removeEmbeddedPostgres } from '../embedded/remove.js';
import { startEmbeddedPostgres } from '../embedded/start.js';
import { migrate } from '../migrate/migrate.js';
import { productMigrations } from '../migrate/migrations-folder.js';

/** A server for one test run. Its data is not durable, and gone when it is stopped. */
export interface TestServer {
  /** URL of the migrated template, for {@link createTestDatabase}; nobody may stay connected to it. */
  readonly templateUrl: string;
  stop(): Promise<void>;
}

/** A migrated, otherwise empty database of its own for a test file, or for one test. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const prefix = 'uet-test-database-';

/**
 * Starts a server with a template that has these migrations (default: the product's). Takes about a second; once for
 * a test run. Servers of earlier runs that were killed are removed.
 */
export async function startTestServer(migrations: string = productMigrations): Promise<TestServer> {
  await removeAbandoned();
  const home = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  // As root the server runs as another account, which has to be able to enter.
  await chmod(home, 0o711);
  const server = await startEmbeddedPostgres({ home, durable: false });
  const stop = async () => {
    await server.stop();
    await removeEmbeddedPostgres(home);
    await rm(home, { recursive: true, force: true });
  };
  try {
    await migrate(server.url, migrations);
  } catch (error) {
    await stop();
    throw error;
  }
  return { templateUrl: server.url, stop };
}

/** Copies the template: tens of milliseconds. */
export async function createTestDatabase(templateUrl: string): Promise<TestDatabase> {
  const template = new URL(templateUrl).pathname.slice(1);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(templateUrl, `create database ${name} template ${template}`);
  return {
    url: databaseUrl(templateUrl, name),
    drop: () => onServer(templateUrl, `drop database if exists ${name} with (force)`),
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(url, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length).split('-')[0] : Number.NaN);
    if (Number.isNaN(pid) || isProcess(pid)) continue;
    const home = join(tmpdir(), name);
    // Another user's, or being removed by another run: not ours to mind.
    await removeEmbeddedPostgres(home).catch(() => undefined);
    await rm(home, { recursive: true, force: true }).catch(() => undefined);
  }
}
