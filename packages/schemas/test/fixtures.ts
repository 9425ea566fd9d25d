import { readdirSync, readFileSync } from 'node:fs';
import type { SchemaName } from '../src/registry.js';

const packageFolder = new URL('../', import.meta.url);

const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, packageFolder), 'utf8'));

/** A document of `fixtures/`, with the name of its file without the ending. */
export interface Fixture {
  readonly title: string;
  readonly document: unknown;
}

/** The documents of a schema that it must accept, or refuse. */
export function fixturesOf(name: SchemaName, kind: 'valid' | 'invalid'): Fixture[] {
  const folder = `fixtures/${name}/${kind}/`;
  return readdirSync(new URL(folder, packageFolder))
    .sort()
    .map((file) => ({ title: file.replace(/\.json$/, ''), document: readJson(`${folder}${file}`) }));
}

/** The names of the folders in `fixtures/`. */
export const fixtureFolders = (): string[] => readdirSync(new URL('fixtures/', packageFolder)).sort();

/** The JSON Schema of a document, from its committed file. */
export const emittedSchema = (name: SchemaName): Record<string, unknown> =>
  readJson(`json/${name}.v1.json`) as Record<string, unknown>;
