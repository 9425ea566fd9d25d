import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonFiles } from '../scripts/json-files.js';
import { type SchemaName, schemaId, schemas } from '../src/index.js';
import { emittedSchema } from './fixtures.js';

const folder = new URL('../json/', import.meta.url);
const names = Object.keys(schemas) as SchemaName[];

interface Node {
  readonly [keyword: string]: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Record<string, Node>;
  readonly $defs?: Record<string, Node>;
}

const lacksWords = ({ title, description }: Node): boolean => !title?.trim() || !description?.trim();

/** Where a title or a description is missing: at the root, of a field, of a definition, of an object in a list. */
function wordless(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties, $defs, ...rest } = node as Node;
  const mustHaveWords = path === '#' || properties !== undefined;
  const named = Object.entries({ ...properties, ...$defs });
  return [
    ...(mustHaveWords && lacksWords(rest) ? [path] : []),
    ...named.filter(([, field]) => lacksWords(field)).map(([name]) => `${path}/${name}`),
    ...named.flatMap(([name, field]) => wordless(field, `${path}/${name}`)),
    ...Object.entries(rest).flatMap(([keyword, value]) => wordless(value, `${path}/${keyword}`)),
  ];
}

describe('the folder json', () => {
  it('holds what pnpm gen makes of the schemas, and nothing else', () => {
    const found = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(jsonFiles));
  });
});

describe.each(names)('json/%s.v1.json', (name) => {
  const schema = emittedSchema(name);

  it('names its dialect and its stable id', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: schemaId(name),
    });
    expect(schemaId(name)).toBe(`https://uet.dev/schemas/${name}.v1.json`);
  });

  it('has a title and a description on itself and on every field', () => {
    expect([...new Set(wordless(schema, '#'))]).toEqual([]);
  });

  it('refuses unknown keys', () => {
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });
});
