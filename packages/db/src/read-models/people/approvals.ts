import { type Approval, approval } from '@uet/schemas';
import type { Answers, Looking } from '../answers.js';
import { readPatchLines } from '../patches/patch-list.js';
import { runLinesOf } from '../runs/run-lines.js';
import { cursorPart, pageFrom, readCursor, writeCursor } from '../sql/cursor.js';
import { equals, oneOf } from '../sql/search.js';
import { columns, limitedTo, sql, where } from '../sql/sql.js';

/** Approvals with what they are about, the newest first, a page at a time. */
export const listApprovals =
  ({ reader }: Looking): Answers<'approvals', 'list'> =>
  async ({ states, run_id: runId, limit, cursor }) => {
    const before = readCursor(cursor, 'approvals', [cursorPart.id]);
    const conditions = [
      ...oneOf(sql`a.state`, states),
      ...equals(sql`a.run_id`, runId),
      ...(before === null ? [] : [sql`a.id < ${before[0]}`]),
    ];
    const rows = await reader.rows<Approval>(sql`
      select ${columns(Object.keys(approval.shape), 'a')} from approvals a ${where(conditions)}
      order by a.id desc ${limitedTo(limit + 1)}`);
    const page = pageFrom(rows, limit, {
      cursorAfter: ({ id }) => writeCursor('approvals', [id]),
      item: (row) => row,
    });
    const [patches, runs] = await Promise.all([
      readPatchLines(reader, [sql`e.id = any(${page.items.map(({ patch_id: id }) => id)})`], sql``),
      runLinesOf(reader, [...new Set(page.items.map(({ run_id: id }) => id))]),
    ]);
    const items = page.items.flatMap((row) => {
      const patch = patches.find(({ id }) => id === row.patch_id);
      const run = runs.find(({ id }) => id === row.run_id);
      return patch === undefined || run === undefined ? [] : [{ approval: row, patch, run }];
    });
    return { ...page, items };
  };
