import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toJsonSchema } from './json-schema.js';

const id = 'https://example.com/thing.v1.json';

describe('toJsonSchema', () => {
  it('puts the dialect and the id first, and gives each field a title', () => {
    const named = z.string().meta({ title: 'The own title', description: 'b' });
    const schema = z.strictObject({ size_ms: z.number().describe('a'), named });
    expect(toJsonSchema(schema.meta({ title: 'Thing', description: 'A thing' }), id)).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: id,
      title: 'Thing',
      description: 'A thing',
      type: 'object',
      properties: {
        size_ms: { title: 'Size in milliseconds', description: 'a', type: 'number' },
        named: { title: 'The own title', description: 'b', type: 'string' },
      },
      required: ['size_ms', 'named'],
      additionalProperties: false,
    });
  });

  it('lets a field with a default be left out', () => {
    expect(toJsonSchema(z.strictObject({ retries: z.int().default(3) }), id)).not.toHaveProperty('required');
  });

  it('reaches the fields in lists, alternatives and maps', () => {
    const inner = z.strictObject({ run_id: z.string() });
    const union = z.union([inner, z.record(z.string(), z.array(inner))]);
    const text = JSON.stringify(toJsonSchema(z.strictObject({ union }), id));
    expect(text.match(/"title":"Run ID"/g)).toHaveLength(2);
  });

  it('names the recursive schema of any JSON value', () => {
    const schema = toJsonSchema(z.strictObject({ plan: z.json().describe('a') }), id);
    expect(schema).toMatchObject({
      properties: { plan: { $ref: '#/$defs/json_value' } },
      $defs: { json_value: { title: 'JSON value', description: 'Any JSON value' } },
    });
    expect(JSON.stringify(schema)).not.toContain('__schema0');
  });

  it('says of base 64 only what every validator knows', () => {
    const { properties } = toJsonSchema(z.strictObject({ diff: z.base64() }), id);
    expect(properties).toMatchObject({ diff: { contentEncoding: 'base64', pattern: expect.any(String) } });
    expect(properties).not.toHaveProperty('diff.format');
  });
});
