import { jsonSchemaOf, type SchemaName, schemas } from '../src/registry.js';

const comment = 'Made by pnpm gen from packages/schemas/src; not to be edited';

/** The text of one `json/<name>.v1.json`. */
const jsonText = (name: SchemaName): string =>
  `${JSON.stringify({ $comment: comment, ...jsonSchemaOf(name) }, undefined, 2)}\n`;

/** What belongs into the folder `json`: the text of each file by its name. */
export const jsonFiles: ReadonlyMap<string, string> = new Map(
  (Object.keys(schemas) as SchemaName[]).map((name) => [`${name}.v1.json`, jsonText(name)]),
);
