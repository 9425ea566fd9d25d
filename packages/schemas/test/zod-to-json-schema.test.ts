import { describe, expect, it } from 'vitest';
import { zodToJsonSchema } from 'zod-to-json-schema';
import { jsonSchemaOf, type SchemaName, schemas } from '../src/index.js';

const names = Object.keys(schemas) as SchemaName[];

// Why it is not used: docs/decisions/0001-json-schema-emission.md. Fails on the day that it could be.
describe('zod-to-json-schema', () => {
  it.each(names)('says nothing of %s, and does not say that it cannot', (name) => {
    // Its types know zod 3 alone.
    const emitted = zodToJsonSchema(schemas[name] as never);
    expect(emitted).toEqual({ $schema: 'http://json-schema.org/draft-07/schema#' });
  });

  it.each(names)('is not needed: zod itself describes the fields of %s', (name) => {
    const { properties } = jsonSchemaOf(name);
    expect(Object.keys(properties ?? {})).toEqual(Object.keys(schemas[name].shape));
  });
});
