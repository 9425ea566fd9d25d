import type pg from 'pg';
import * as catalog from './catalog.js';

const heading = '-- Generated from the migrations, for reviews: the schema that they make. Do not edit.';

/**
 * The schema `public` of a migrated database as SQL: extensions, types, sequences, tables with columns and constraints,
 * indexes, views, functions, triggers. The same database always gives the same text, whatever way led to it.
 */
export async function dumpSchemaSql(pool: pg.Pool): Promise<string> {
  const lines = async (sql: string) => (await pool.query<{ line: string }>(sql)).rows.map(({ line }) => line);
  const sections = [
    (await lines(catalog.extensions)).join('\n'),
    (await lines(catalog.types)).join('\n'),
    (await lines(catalog.sequences)).join('\n'),
    ...(await tables(pool)),
    ...(await lines(catalog.views)),
    ...(await lines(catalog.functions)),
    (await lines(catalog.triggers)).join('\n'),
  ];
  return `${[heading, ...sections.filter((section) => section !== '')].join('\n\n')}\n`;
}

async function tables(pool: pg.Pool): Promise<string[]> {
  const { rows: columns } = await pool.query<{ table: string; line: string }>(catalog.columns);
  const { rows: constraints } = await pool.query<{ table: string; line: string }>(catalog.constraints);
  const { rows: indexes } = await pool.query<{ table: string; line: string }>(catalog.indexes);
  const of = (rows: readonly { table: string; line: string }[], name: string) =>
    rows.filter(({ table }) => table === name).map(({ line }) => line);
  return [...new Set(columns.map(({ table }) => table))].map((name) => {
    const body = [...of(columns, name), ...of(constraints, name)].map((line) => `  ${line}`).join(',\n');
    return [`CREATE TABLE ${name} (\n${body}\n);`, ...of(indexes, name)].join('\n');
  });
}
