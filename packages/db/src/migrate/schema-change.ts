import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import { UetError } from '@uet/core';
import { openPool } from '../open-pool.js';
import { engineAdapter, type RefusedScript } from './engine-adapter.js';
import { readMigrations } from './migrations-folder.js';
import { readPrismaSchema } from './prisma-schema.js';
import { migrationList, noFilter, openSchemaEngine } from './schema-engine.js';

/** What is compared: migrations and schema, with the help of a server on which a database may be made and dropped. */
export interface SchemaComparison {
  /** URL of any database of that server; it is not looked at. */
  readonly serverUrl: string;
  readonly migrationsFolder: string;
  readonly schemaFolder: string;
}

/**
 * The SQL that would bring the result of all migrations to the Prisma schema: empty where they agree. Prisma knows no
 * CHECKs, triggers and functions, and does not compare them.
 */
export async function schemaDrift(comparison: SchemaComparison): Promise<string> {
  return withEngine(comparison, async (engine, schema) => {
    const migrations = await readMigrations(comparison.migrationsFolder);
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrationList(comparison.migrationsFolder, migrations) },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: true, // 0: they agree; 2: they differ.
      filters: noFilter,
    });
    return exitCode === 0 ? '' : (stdout ?? '');
  });
}

/**
 * Writes the migration that brings the result of those before it to the Prisma schema, and answers its path;
 * `undefined` where there is nothing to change. With `draft` it may be empty, to be filled in by hand.
 */
export async function createMigration(
  comparison: SchemaComparison,
  { name, draft = false }: { readonly name: string; readonly draft?: boolean },
): Promise<string | undefined> {
  if (!/^[a-z0-9_]+$/.test(name)) {
    throw new UetError('bad_argument', 'The name of a migration is made of a-z, 0-9 and _.', { where: name });
  }
  // Not the engine's own `createMigration`: as WebAssembly it can only use the shadow database for differences.
  const script = await schemaDrift(comparison);
  if (script === '' && !draft) return undefined;
  const folder = join(comparison.migrationsFolder, `${await nextTimestamp(comparison)}_${name}`);
  await mkdir(folder);
  const path = join(folder, 'migration.sql');
  await writeFile(path, script === '' ? '-- Nothing to change in the Prisma schema.\n' : script);
  return path;
}

/** Now, as Prisma writes it, but after the last migration: the order of the names is that of the changes. */
async function nextTimestamp({ migrationsFolder }: SchemaComparison): Promise<string> {
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const last = (await readMigrations(migrationsFolder)).at(-1)?.name.slice(0, 14);
  return last === undefined || now > last ? now : String(Number(last) + 1);
}

async function withEngine<T>(
  { serverUrl, schemaFolder }: SchemaComparison,
  work: (engine: SchemaEngine, schema: SchemasContainer) => Promise<T>,
): Promise<T> {
  const schema = await readPrismaSchema(schemaFolder);
  const pool = openPool({ connectionString: serverUrl, max: 2 });
  const refused: RefusedScript[] = [];
  try {
    const engine = await openSchemaEngine(engineAdapter(pool, refused, serverUrl), schema);
    try {
      return await work(engine, schema);
    } finally {
      engine.free();
    }
  } catch (cause) {
    const reason = refused[0]?.error ?? cause;
    throw new UetError(
      'database_failed',
      `Schema and migrations could not be compared: ${(reason as Error).message}`,
      {
        where: schemaFolder,
        cause,
      },
    );
  } finally {
    await pool.end();
  }
}
