import type { Pool } from 'pg';
import { rowTypes } from '../../store/row-format.js';
import { storeError } from '../../store/store-error.js';
import type { Sql } from './sql.js';

/** Reads rows as documents have them: ISO instants, decimal strings. */
export interface Reader {
  /** All rows of one statement. `database_unavailable` or `database_failed` where there is no answer. */
  rows<T>(statement: Sql): Promise<T[]>;
}

/** A reader on a pool; a statement is one round trip and one consistent reading. */
export function openReader(pool: Pool): Reader {
  return {
    async rows<T>({ texts, values }: Sql): Promise<T[]> {
      const text = texts.reduce((all, next, index) => `${all}$${index}${next}`);
      try {
        const { rows } = await pool.query({ text, values: [...values], types: rowTypes });
        return rows as T[];
      } catch (error) {
        throw storeError(error);
      }
    },
  };
}

/** Takes the columns `"approval.id"`, `"approval.state"` … of a row together; null where the id of it is null. */
export function nested<T>(row: Readonly<Record<string, unknown>>, prefix: string): T | null {
  if (row[`${prefix}.id`] === null) return null;
  const start = `${prefix}.`;
  const own = Object.entries(row).filter(([column]) => column.startsWith(start));
  return Object.fromEntries(own.map(([column, value]) => [column.slice(start.length), value])) as T;
}

/** The columns of a row that belong to no other document. */
export const ownColumns = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !column.includes('.')));
