import { z } from 'zod';
import { titleOf } from './titles.js';

/** A JSON Schema, or a part of one. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What `z.json()`, the only recursive schema here, is called in `$defs` by zod, and what it is called by us. */
const unnamed = '__schema0';
const jsonValue = 'json_value';

const asSchema = (value: unknown): JsonSchema => value as JsonSchema;

const mapped = (schemas: JsonSchema, change: (schema: JsonSchema, name: string) => JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(asSchema(schema), name)]));

const withTitle = (schema: JsonSchema, name: string): JsonSchema => ({ title: titleOf(name), ...schema });

/** One keyword with the schemas in it finished: those of fields get titles. */
function finishedKeyword(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case 'properties':
      return mapped(asSchema(value), (field, name) => finished(withTitle(field, name)));
    case 'anyOf':
    case 'oneOf':
    case 'allOf':
      return (value as JsonSchema[]).map(finished);
    case 'items':
    case 'additionalProperties':
    case 'propertyNames':
      return typeof value === 'object' ? finished(asSchema(value)) : value;
    case '$ref':
      return value === `#/$defs/${unnamed}` ? `#/$defs/${jsonValue}` : value;
    default:
      return value;
  }
}

function finished(schema: JsonSchema): JsonSchema {
  const { title, description, ...body } = schema;
  // No validator knows zod's format `base64`, and strict ones refuse it; contentEncoding and the pattern say it all.
  const keywords = Object.entries(body).filter(([name, value]) => name !== 'format' || value !== 'base64');
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...Object.fromEntries(keywords.map(([name, value]) => [name, finishedKeyword(name, value)])),
  };
}

const finishedDefinitions = (definitions: JsonSchema): JsonSchema => {
  const { [unnamed]: json, ...others } = mapped(definitions, finished);
  if (json === undefined) return others;
  const described = { title: 'JSON value', description: 'Any JSON value', ...asSchema(json) };
  return { ...others, [jsonValue]: described };
};

/**
 * The JSON Schema (draft 2020-12) of a zod schema, as people write its documents: fields with defaults may be left
 * out. Every field has a title, its own or one made from its name.
 */
export function toJsonSchema(schema: z.ZodType, id: string): JsonSchema {
  const emitted = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  const { $schema, $defs, ...body } = emitted;
  return {
    $schema,
    $id: id,
    ...finished(body),
    ...($defs === undefined ? {} : { $defs: finishedDefinitions(asSchema($defs)) }),
  };
}
