import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UetError } from '@uet/core';

/** One migration as it is in the tree: `<folder>/<name>/migration.sql`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** Prisma's: SHA-256 of the file in lower-case hexadecimal. */
  readonly checksum: string;
}

/** The product's own migrations. The same path serves `src/migrate` and the built `dist/migrate`. */
export const productMigrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Reads a folder of Prisma migrations in the order of their names, which is the order they are applied in. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UetError('internal', 'The folder of the migrations cannot be read.', { where: folder, cause });
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const path = join(folder, name, 'migration.sql');
  const sql = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UetError('internal', 'A migration has no file migration.sql.', { where: path, cause });
  });
  return { name, sql, checksum: sha256(sql) };
}

/** True if the file is the one that was applied; as for Prisma, whatever its line ends were. */
export function isSameScript(migration: Migration, checksum: string): boolean {
  if (migration.checksum === checksum) return true;
  const unixSql = migration.sql.replaceAll('\r\n', '\n');
  return [unixSql, unixSql.replaceAll('\n', '\r\n')].some((sql) => sha256(sql) === checksum);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
