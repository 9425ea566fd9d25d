import type { TableName } from '@uet/core';
import { type CustomTypesConfig, types } from 'pg';

const { builtins } = types;

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, instantOf],
  [builtins.NUMERIC, (text) => text],
  [builtins.INT8, Number],
  [builtins.BYTEA, (text) => Buffer.from(text.slice(2), 'hex').toString('base64')],
]);

/** `2026-11-20 05:09:17.12+00` as ISO 8601; a snapshot has thousands, and `Date` is slow on all but its own format. */
function instantOf(text: string): string {
  if (text.length > 26 || text[10] !== ' ' || !text.endsWith('+00')) return new Date(text).toISOString();
  const fraction = text.slice(20, -3).padEnd(3, '0');
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

/** Reads columns as the documents of `@uet/schemas` have them: ISO instants, decimal strings, base 64. */
export const rowTypes: CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    parsers.get(id) ?? types.getTypeParser(id, format)) as CustomTypesConfig['getTypeParser'],
};

/** A row as `jsonb_populate_recordset` reads it: base 64 becomes the hex form of `bytea`. */
export function toDatabase(table: TableName, row: object): object {
  if (table !== 'patches') return row;
  const { diff } = row as { diff: string };
  return { ...row, diff: `\\x${Buffer.from(diff, 'base64').toString('hex')}` };
}

/**
 * A value as JSON that PostgreSQL can hold: NUL characters and halves of surrogate pairs, which a tool may well
 * print, become U+FFFD (a `text` or `jsonb` has no way to hold them).
 */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g, (written) =>
    written === '\\\\' ? written : '\\ufffd',
  );
