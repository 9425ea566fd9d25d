import { didYouMean, loadDocument, UetError } from '@uet/core';
import { jsonSchemaOf, schemas } from '@uet/schemas';
import { print, printJson } from '../output.js';
import { readInput } from '../read-input.js';
import type { Surroundings } from '../surroundings.js';
import { columns } from '../view/format.js';

interface Options {
  readonly json?: boolean;
}

type SchemaName = keyof typeof schemas;

const names = Object.keys(schemas) as SchemaName[];

/** A schema by its name, with or without `.v1` and `.json` behind it. */
function schemaName(given: string): SchemaName {
  const plain = given.replace(/(\.v1)?(\.json)?$/, '');
  const found = names.find((name) => name === plain);
  if (found !== undefined) return found;
  throw new UetError('bad_argument', `there is no schema ${given}${didYouMean(plain, names)}`, {
    hint: '`uet schemas list` shows them',
    where: given,
  });
}

/** `uet schemas list`. */
export async function list(cli: Surroundings, { json }: Options): Promise<number> {
  if (json === true) printJson(cli, names);
  else {
    const rows = names.map((name) => [name, schemas[name].meta()?.description ?? '']);
    for (const line of columns(rows)) print(cli, line);
  }
  return 0;
}

/** `uet schemas print`: for editors and other validators. */
export async function printSchema(cli: Surroundings, given: string, { json }: Options): Promise<number> {
  const schema = jsonSchemaOf(schemaName(given));
  if (json === true) printJson(cli, schema);
  else print(cli, JSON.stringify(schema, null, 2));
  return 0;
}

/** `uet schemas check`: holds a YAML or JSON document against a schema. */
export async function check(
  cli: Surroundings,
  given: string,
  file: string,
  { json }: Options,
): Promise<number> {
  const name = schemaName(given);
  // Which of the schemas it is does not matter here: only that it accepts.
  const schema: Parameters<typeof loadDocument>[1] = schemas[name];
  loadDocument(await readInput(cli, file, { what: 'the document' }), schema, { file });
  if (json === true) printJson(cli, { file, schema: name, valid: true });
  else print(cli, `${file} is a valid ${name}`);
  return 0;
}
