import { describe, expect, it } from 'vitest';
import { findPrice, mergePriceTables, parsePriceTable } from './price-table.js';

const file = 'prices.yaml';
const head = 'prices: v1\ncurrency: USD\nmodels:\n';
const line = (names: string, input: number): string =>
  `  - { models: [${names}], input: ${input}, output: 9, source: 'https://example.org', as_of: 2026-10-01 }\n`;
const table = parsePriceTable(head + line('small, tiny', 1) + line("'big-*'", 2) + line('big', 3), { file });

describe('findPrice', () => {
  it('finds a model by its name, by the beginning of its name, and without its provider', () => {
    const inputs = ['small', 'tiny', 'big-2026-01', 'openai/big', 'other', 'smaller'].map(
      (name) => findPrice(table, name)?.input,
    );
    expect(inputs).toEqual([1, 1, 2, 3, undefined, undefined]);
  });
});

describe('mergePriceTables', () => {
  it('lets the later table speak first', () => {
    const own = parsePriceTable(head + line('small', 7), { file });
    expect(findPrice(mergePriceTables(table, own), 'small')?.input).toBe(7);
    expect(findPrice(mergePriceTables(table, own), 'tiny')?.input).toBe(1);
  });
});

describe('parsePriceTable', () => {
  it('refuses a price without source and date, with its place', () => {
    const text = `${head}  - { models: [a], input: -1, output: 2 }\n`;
    expect(() => parsePriceTable(text, { file })).toThrow(expect.objectContaining({ code: 'bad_document' }));
    expect(() => parsePriceTable(text, { file })).toThrow(/prices\.yaml:4:/);
  });
});
