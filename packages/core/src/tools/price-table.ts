import { type ModelPrice, type PriceTable, priceTable } from '@uet/schemas';
import { loadDocument } from '../documents/index.js';

/** Reads a price table from YAML or JSON. Throws `bad_document` with every problem and its `file:line:column`. */
export function parsePriceTable(text: string, { file }: { readonly file: string }): PriceTable {
  return loadDocument(text, priceTable, { file }).value;
}

/** One table from several; what a later one says of a model counts before what an earlier one says. */
export function mergePriceTables(...tables: readonly PriceTable[]): PriceTable {
  return { prices: 'v1', currency: 'USD', models: tables.toReversed().flatMap(({ models }) => models) };
}

/** The price of a model by its name, or undefined. A provider in front (`openai/gpt-5`) is left out. */
export function findPrice(table: PriceTable, model: string): ModelPrice | undefined {
  const name = model.slice(model.lastIndexOf('/') + 1);
  const names = (pattern: string): boolean =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  return table.models.find(({ models }) => models.some(names));
}
