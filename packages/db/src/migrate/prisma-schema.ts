import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SchemasContainer } from '@prisma/schema-engine-wasm';

/** The product's Prisma schema: a folder with a file for each noun. */
export const productSchema = fileURLToPath(new URL('../../prisma/schema', import.meta.url));

/** Reads the `.prisma` files of a folder, in the order of their names. */
export async function readPrismaSchema(folder: string): Promise<SchemasContainer> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  const files = names.map(async (name) => {
    const path = join(folder, name);
    return { path, content: await readFile(path, 'utf8') };
  });
  return { files: await Promise.all(files) };
}
