import { randomBytes } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { databaseUrl } from '../database-url.js';
import { openPool } from '../open-pool.js';
import { markCatalogChars, typeCatalogChars } from './catalog-chars.js';

/** A script that PostgreSQL refused, kept because the engine's own error does not say why. */
export interface RefusedScript {
  readonly script: string;
  readonly error: unknown;
}

/** Connects Prisma's schema engine to a pool; scripts that fail are added to `refused`. */
export function engineAdapter(
  pool: pg.Pool,
  refused: RefusedScript[],
  shadowServerUrl?: string,
): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = new PrismaPg(pool);
  return {
    provider,
    adapterName,
    connect: () => connectTo(pool, refused, async () => undefined),
    async connectToShadowDb() {
      if (shadowServerUrl === undefined) throw new Error('This operation needs no shadow database.');
      return connectToShadow(shadowServerUrl, refused);
    },
  };
}

/**
 * A new database beside the one of this URL, dropped on disposal. Prisma's adapter would make one too, but keeps to
 * the database that a connection string names, and so would run old migrations on the real one.
 */
async function connectToShadow(serverUrl: string, refused: RefusedScript[]): Promise<SqlDriverAdapter> {
  const name = `uet_shadow_${randomBytes(6).toString('hex')}`;
  const server = openPool({ connectionString: serverUrl, max: 1 });
  await server.query(`create database ${name}`);
  const pool = markCatalogChars(openPool({ connectionString: databaseUrl(serverUrl, name), max: 1 }));
  return connectTo(pool, refused, async () => {
    await pool.end();
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  });
}

async function connectTo(
  pool: pg.Pool,
  refused: RefusedScript[],
  dispose: () => Promise<void>,
): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg(pool).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: async (query) => typeCatalogChars(await adapter.queryRaw(query)),
    executeRaw: (query) => adapter.executeRaw(query),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    // Prisma's own splits scripts at every semicolon, also inside strings and function bodies.
    async executeScript(script) {
      try {
        await pool.query(script);
      } catch (error) {
        refused.push({ script, error });
        throw new DriverAdapterError({ kind: 'postgres', ...plain(error) });
      }
    },
    async dispose() {
      await adapter.dispose();
      await dispose();
    },
  };
}

function plain(error: unknown) {
  const { code, message, severity, detail, column, hint } = error as pg.DatabaseError;
  return { code: code ?? 'N/A', severity: severity ?? 'N/A', message, detail, column, hint };
}
