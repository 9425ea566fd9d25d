import { describe, expect, it } from 'vitest';
import { type SchemaName, schemas } from '../src/index.js';
import { ajvCheckOf } from './ajv-check.js';
import { fixtureFolders, fixturesOf } from './fixtures.js';

const names = Object.keys(schemas) as SchemaName[];

describe('fixtures', () => {
  it('are there for every schema, and for nothing else', () => {
    expect(fixtureFolders()).toEqual([...names].sort());
  });
});

describe.each(names)('%s', (name) => {
  const ajvAccepts = ajvCheckOf(name);
  const valid = fixturesOf(name, 'valid');
  const invalid = fixturesOf(name, 'invalid');

  it('has enough documents of both kinds', () => {
    expect(valid.length).toBeGreaterThanOrEqual(2);
    expect(invalid.length).toBeGreaterThanOrEqual(4);
  });

  it.each(valid)('accepts, in zod and in JSON Schema: $title', ({ document }) => {
    expect(schemas[name].safeParse(document).error).toBeUndefined();
    expect(ajvAccepts(document)).toBe(true);
  });

  it.each(invalid)('refuses, in zod and in JSON Schema: $title', ({ document }) => {
    expect(schemas[name].safeParse(document).error?.issues).toHaveLength(1);
    expect(ajvAccepts(document)).toBe(false);
  });
});
