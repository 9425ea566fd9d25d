import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { SchemaName } from '../src/registry.js';
import { emittedSchema } from './fixtures.js';

/** Checks documents with Ajv, at its strictest, against the committed JSON Schema. */
export function ajvCheckOf(name: SchemaName): (document: unknown) => boolean {
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const validate = ajv.compile(emittedSchema(name));
  return (document) => validate(document) === true;
}
