import { type CostRecord, costRecord } from '@uet/schemas';
import type { Answers, Looking } from '../answers.js';
import { cursorPart, pageFrom, readCursor, writeCursor } from '../sql/cursor.js';
import { columns, limitedTo, sql, where } from '../sql/sql.js';

/** Single costs of a run, the newest first, a page at a time. */
export const listCosts =
  ({ reader }: Looking): Answers<'costs', 'list'> =>
  async ({ run_id: runId, limit, cursor }) => {
    const before = readCursor(cursor, 'costs', [cursorPart.id]);
    const conditions = [sql`c.run_id = ${runId}`, ...(before === null ? [] : [sql`c.id < ${before[0]}`])];
    const rows = await reader.rows<CostRecord>(sql`
      select ${columns(Object.keys(costRecord.shape), 'c')} from costs c ${where(conditions)}
      order by c.id desc ${limitedTo(limit + 1)}`);
    return pageFrom(rows, limit, {
      cursorAfter: ({ id }) => writeCursor('costs', [id]),
      item: (row) => row,
    });
  };
