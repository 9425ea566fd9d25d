import { type ExecutionEvent, executionEvent } from '@uet/schemas';
import type { Answers, Looking } from '../answers.js';
import { type Page, pageFrom, readCursor, writeCursor } from '../sql/cursor.js';
import { between, containsWords, equals, oneOf } from '../sql/search.js';
import { columns, limitedTo, sql, where } from '../sql/sql.js';

const eventNames = Object.keys(executionEvent.shape).filter((name) => name !== 'cursor');
/** The words of an event, as the index `events_search` has them. */
const searched = sql`(v.type || ' ' || v.actor || ' ' || coalesce(v.reason, ''))`;
const wholeNumber = /^\d{1,20}$/;

/** Events, the newest first, a page at a time: the order is that of the event log, so that both tell the same story. */
export const listEvents =
  ({ reader }: Looking): Answers<'events', 'list'> =>
  async (request): Promise<Page<ExecutionEvent>> => {
    const { limit, cursor } = request;
    const before = readCursor(cursor, 'events', [wholeNumber, wholeNumber]);
    const conditions = [
      ...equals(sql`v.run_id`, request.run_id),
      ...equals(sql`v.task_id`, request.task_id),
      ...equals(sql`v.entity_id`, request.entity_id),
      ...oneOf(sql`v.entity_type`, request.entity_types),
      ...oneOf(sql`v.severity`, request.severities),
      ...(request.people ? [sql`v.actor like 'person:%'`] : []),
      ...between(sql`v.at`, request.since, request.until),
      ...containsWords(searched, request.search),
      ...(before === null
        ? []
        : [sql`(v.transaction, v.sequence) < (${before[0]}::text::xid8, ${before[1]}::bigint)`]),
    ];
    const rows = await reader.rows<ExecutionEvent>(sql`
      select v.transaction::text || '-' || v.sequence as cursor, ${columns(eventNames, 'v')}
      from events v ${where(conditions)} order by v.transaction desc, v.sequence desc ${limitedTo(limit + 1)}`);
    return pageFrom(rows, limit, {
      cursorAfter: (last) => writeCursor('events', last.cursor.split('-')),
      item: (row) => row,
    });
  };
