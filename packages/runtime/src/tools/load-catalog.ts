import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ErrorCode } from '@uet/core';
import { mergeCatalogs, mergePriceTables, parseCatalog, parsePriceTable, UetError } from '@uet/core';
import type { PriceTable, ToolCatalog } from '@uet/schemas';

const builtInCatalog = fileURLToPath(new URL('../../catalog/tools.yaml', import.meta.url));
const builtInPrices = fileURLToPath(new URL('../../catalog/prices.yaml', import.meta.url));

async function readText(path: string, code: ErrorCode): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { message } = cause as NodeJS.ErrnoException;
    const hint = 'name a file that is there and may be read';
    throw new UetError(code, `${path} cannot be read: ${message}`, { where: path, hint, cause });
  }
}

/**
 * The built-in tools, with the tools of the given files over them; a later file counts before an earlier one.
 * Throws `bad_catalog` with every problem of the first file that has any.
 */
export async function loadCatalog(files: readonly string[] = []): Promise<ToolCatalog> {
  const read = async (file: string) => parseCatalog(await readText(file, 'bad_catalog'), { file });
  return mergeCatalogs(...(await Promise.all([builtInCatalog, ...files].map(read))));
}

/** The built-in prices, with the prices of the given files over them. Throws `bad_document`. */
export async function loadPrices(files: readonly string[] = []): Promise<PriceTable> {
  const read = async (file: string) => parsePriceTable(await readText(file, 'bad_document'), { file });
  return mergePriceTables(...(await Promise.all([builtInPrices, ...files].map(read))));
}
