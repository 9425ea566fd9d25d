import { approval as approvalSchema, patchLedgerEntry } from '@uet/schemas';
import type { PatchLine } from '@uet/schemas/api';
import { nested, ownColumns } from '../sql/reader.js';
import { columns, sql } from '../sql/sql.js';

/** The columns of a patch line, with those of its approval as `"approval.…"`. */
export const patchLineColumns = sql`
  ${columns(Object.keys(patchLedgerEntry.shape), 'e')}, t.key as task_key, t.title as task_title,
  ${columns(['attempt_id', 'origin', 'base_commit', 'files_touched', 'insertions', 'deletions', 'message'], 'p')},
  (select count(*)::int from patch_comments c where c.patch_id = e.id and c.resolved_at is null) as comments_open,
  ${columns(Object.keys(approvalSchema.shape), 'a', 'approval')}`;

/** Where {@link patchLineColumns} come from: content, task and the latest approval of each ledger entry `e`. */
export const patchLineTables = sql`
  patch_ledger e join patches p on p.id = e.id join tasks t on t.id = e.task_id
  left join lateral (select * from approvals where patch_id = e.id order by id desc limit 1) a on true`;

/** A row of these columns as the contract has it. */
export const patchLineOf = (row: Readonly<Record<string, unknown>>): PatchLine =>
  ({ ...ownColumns(row), approval: nested(row, 'approval') }) as unknown as PatchLine;
