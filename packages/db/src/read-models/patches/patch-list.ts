import type { PatchComment } from '@uet/schemas';
import { patchComment } from '@uet/schemas';
import type { Contract, OutputOf, PatchLine } from '@uet/schemas/api';
import { type Answers, found, type Looking } from '../answers.js';
import { gateLinesOf } from '../gates/gate-lines.js';
import { runLinesOf } from '../runs/run-lines.js';
import { cursorPart, pageFrom, readCursor, writeCursor } from '../sql/cursor.js';
import type { Reader } from '../sql/reader.js';
import { containing, equals, oneOf } from '../sql/search.js';
import { columns, limitedTo, type Sql, sql, where } from '../sql/sql.js';
import { patchLineColumns, patchLineOf, patchLineTables } from './patch-lines.js';

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Each word stands in the task, in the reason, or in the path of a file that is touched. */
const searched = (search: string): Sql[] =>
  search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const pattern = containing(word);
      return sql`(concat_ws(' ', e.id, t.key, t.title, e.reason) ilike ${pattern} or exists (
        select from jsonb_array_elements(p.files_touched) f where f->>'path' ilike ${pattern}))`;
    });

/** Lines of patches under conditions on `patch_ledger e`, `tasks t` or `patches p`, in an order. */
export async function readPatchLines(
  reader: Reader,
  conditions: readonly Sql[],
  ending: Sql,
): Promise<PatchLine[]> {
  const rows = await reader.rows<Row>(
    sql`select ${patchLineColumns} from ${patchLineTables} ${where(conditions)} ${ending}`,
  );
  return rows.map(patchLineOf);
}

/** Patches, the newest first, a page at a time. */
export const listPatchLines =
  ({ reader }: Looking): Answers<'patches', 'list'> =>
  async ({ run_id: runId, task_id: taskId, states, search, limit, cursor }) => {
    const before = readCursor(cursor, 'patches', [cursorPart.id]);
    const conditions = [
      ...equals(sql`e.run_id`, runId),
      ...equals(sql`e.task_id`, taskId),
      ...oneOf(sql`e.state`, states),
      ...searched(search),
      ...(before === null ? [] : [sql`e.id < ${before[0]}`]),
    ];
    const lines = await readPatchLines(reader, conditions, sql`order by e.id desc ${limitedTo(limit + 1)}`);
    return pageFrom(lines, limit, {
      cursorAfter: ({ id }) => writeCursor('patches', [id]),
      item: (line) => line,
    });
  };

type History = OutputOf<Contract['patches']['get']>['history'];

/** One patch with its life, comments and gates. */
export const getPatch =
  ({ reader }: Looking): Answers<'patches', 'get'> =>
  async ({ patch_id: patchId }) => {
    const [[line], comments, gates, history, [rollback]] = await Promise.all([
      readPatchLines(reader, [sql`e.id = ${patchId}`], sql``),
      reader.rows<PatchComment>(sql`
        select ${columns(Object.keys(patchComment.shape), 'c')} from patch_comments c
        where c.patch_id = ${patchId} order by c.id`),
      gateLinesOf(reader, [sql`g.patch_id = ${patchId}`], sql`order by g.id`),
      reader.rows<History[number]>(sql`
        select at, trigger as event, from_state as "from", to_state as "to", actor, reason from events
        where entity_id = ${patchId} and entity_type = 'patch' order by transaction, sequence`),
      reader.rows<{ id: string }>(
        sql`select id from patch_ledger where rollback_of = ${patchId} order by id desc limit 1`,
      ),
    ]);
    const patch = found(line, 'patch', patchId);
    const [run] = await runLinesOf(reader, [patch.run_id]);
    return {
      patch,
      run: found(run, 'run', patch.run_id),
      comments,
      gates,
      history,
      rolled_back_by: rollback?.id ?? null,
    };
  };
