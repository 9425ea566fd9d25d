import { ColumnTypeEnum, type SqlResultSet } from '@prisma/driver-adapter-utils';
import type pg from 'pg';

// PostgreSQL's own catalogs have columns of the type "char", a single byte. Prisma's schema engine reads them, but
// its adapter for pg gives up on them. So they pass through the adapter as another type, and are told by their names.

/** Object ids of `"char"` and of `bpchar`, which the adapter takes for text. */
const catalogChar = 18;
const blankPaddedChar = 1042;

/** No column can be called so: names have no NUL. */
const mark = '\0char';

/** Makes results of this pool acceptable to Prisma's adapter. */
export function markCatalogChars(pool: pg.Pool): pg.Pool {
  const query: (...args: unknown[]) => Promise<{ fields?: pg.FieldDef[] }> = pool.query.bind(pool);
  const marked = async (...args: unknown[]) => {
    const result = await query(...args);
    // A script of several statements has a list of results, and nobody reads it.
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== catalogChar) continue;
      field.dataTypeID = blankPaddedChar;
      field.name += mark;
    }
    return result;
  };
  return Object.assign(pool, { query: marked });
}

/** Gives the columns that {@link markCatalogChars} marked their names and the type that the engine expects. */
export function typeCatalogChars(result: SqlResultSet): SqlResultSet {
  const isMarked = result.columnNames.map((name) => name.endsWith(mark));
  return {
    ...result,
    columnNames: result.columnNames.map((name, n) => (isMarked[n] ? name.slice(0, -mark.length) : name)),
    columnTypes: result.columnTypes.map((type, n) => (isMarked[n] ? ColumnTypeEnum.Character : type)),
  };
}
