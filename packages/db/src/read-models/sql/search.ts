import { quoted, type Sql, sql } from './sql.js';

/** A pattern for `ilike` that finds a text as it is: no character of it is a wildcard, and NUL is in no text. */
export const containing = (text: string): string =>
  `%${text.replaceAll('\0', '\ufffd').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/**
 * A condition for each word of a search: `text`, an expression, has to contain all of them. Whether an
 * index helps depends on how frequent the words are, so the plan has to know them.
 */
export const containsWords = (text: Sql, search: string): Sql[] =>
  search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => sql`${text} ilike ${quoted(containing(word))}`);

/**
 * A condition where the list asks for something: one of these values. A single one is compared as it is: only then the
 * order of an index that begins with the column is that of the list.
 */
export function oneOf(column: Sql, values: readonly string[]): Sql[] {
  if (values.length === 0) return [];
  return [values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${values})`];
}

/** A condition where there is a value. */
export const equals = (column: Sql, value: string | null): Sql[] =>
  value === null ? [] : [sql`${column} = ${value}`];

/** Conditions for a time from (with) `since` to (without) `until`. */
export const between = (column: Sql, since: string | null, until: string | null): Sql[] => [
  ...(since === null ? [] : [sql`${column} >= ${since}::timestamptz`]),
  ...(until === null ? [] : [sql`${column} < ${until}::timestamptz`]),
];
