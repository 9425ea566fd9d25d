import type { Answers, Looking, Request } from '../answers.js';
import { cursorPart, pageFrom, readCursor, writeCursor } from '../sql/cursor.js';
import { between, containsWords, equals, oneOf } from '../sql/search.js';
import { limitedTo, type Sql, sql, verbatim, where } from '../sql/sql.js';
import { type PlainRunLine, runDurationAt, runLineColumns, withCounters } from './run-lines.js';

type ListRequest = Request<'runs', 'list'>;
type Filter = Request<'runs', 'counts'>;
type Sorted = PlainRunLine & { sort_key: string };

/** Greater than every time in milliseconds: a run that has not ended ends after all others. */
const notEnded = verbatim('9000000000000000');

/**
 * What a list is sorted by, as a number. What goes on changing while pages are asked for is seen as it was at the time
 * of the first page (`at`), so that a run does not move from one page to another.
 */
const sortKeys: Record<ListRequest['sort'], (at: Sql) => Sql> = {
  // An id begins with the time at which it was made: the key of its own index.
  created_at: () => sql`0::numeric`,
  ended_at: (at) =>
    sql`(case when r.ended_at <= ${at} then round(extract(epoch from r.ended_at) * 1000) else ${notEnded} end)::numeric`,
  cost_usd: () => sql`r.cost_usd`,
  duration_ms: (at) => sql`coalesce(${runDurationAt(at)}, -1)::numeric`,
  tasks_total: () => sql`r.tasks_total`,
};

/** The words of a run, as the index `runs_search` has them. */
const searched = sql`(r.id || ' ' || r.template_name || ' ' || r.repository || ' ' || r.target_branch || ' ' || coalesce(r.reason, ''))`;

const conditionsOf = ({ template, repository, branch, since, until, search }: Filter): Sql[] => [
  ...equals(sql`r.template_name`, template),
  ...equals(sql`r.repository`, repository),
  ...equals(sql`r.target_branch`, branch),
  ...between(sql`r.created_at`, since, until),
  ...containsWords(searched, search),
];

/** Where the page begins: behind the last one of the page before. */
function startOf({ sort, order, cursor }: ListRequest, list: string, key: (at: Sql) => Sql): Sql[] {
  const parts = readCursor(cursor, list, [cursorPart.instant, cursorPart.number, cursorPart.id]);
  if (parts === null) return [];
  const [at, lastKey, lastId] = parts;
  const behind = verbatim(order === 'asc' ? '>' : '<');
  if (sort === 'created_at') return [sql`r.id ${behind} ${lastId}`];
  const type = verbatim(sort === 'tasks_total' ? 'int' : 'numeric');
  return [sql`(${key(sql`${at}::timestamptz`)}, r.id) ${behind} (${lastKey}::${type}, ${lastId})`];
}

/** Runs, filtered and sorted, a page at a time. */
export const listRuns =
  ({ reader, now }: Looking): Answers<'runs', 'list'> =>
  async (request) => {
    const { sort, order, limit, cursor, states } = request;
    const list = `runs ${sort} ${order}`;
    const firstAt = readCursor(cursor, list, [cursorPart.instant, cursorPart.number, cursorPart.id])?.[0];
    const at = firstAt ?? now().toISOString();
    const key = sortKeys[sort];
    const conditions = [
      ...oneOf(sql`r.state`, states),
      ...conditionsOf(request),
      ...startOf(request, list, key),
    ];
    const keyAt = key(sql`${at}::timestamptz`);
    const direction = verbatim(order);
    const sorting =
      sort === 'created_at' ? sql`r.id ${direction}` : sql`${keyAt} ${direction}, r.id ${direction}`;
    const rows = await reader.rows<Sorted>(sql`
      select ${runLineColumns}, (${keyAt})::text as sort_key
      from runs r ${where(conditions)} order by ${sorting} ${limitedTo(limit + 1)}`);
    const page = pageFrom(rows, limit, {
      cursorAfter: ({ id, sort_key: last }) => writeCursor(list, [at, last, id]),
      item: ({ sort_key: _, ...line }) => line,
    });
    return { ...page, items: await withCounters(reader, page.items) };
  };

interface Counted {
  readonly by_state: Record<string, number>;
  readonly templates: string[];
  readonly repositories: string[];
}

/** How many runs are in each state; and every template and repository that has runs, whatever the filter is. */
export const countRuns =
  ({ reader }: Looking): Answers<'runs', 'counts'> =>
  async (request) => {
    const [counted] = await reader.rows<Counted>(sql`
      select
        (select coalesce(jsonb_object_agg(state, n), '{}') from (
          select r.state, count(*) as n from runs r ${where(conditionsOf(request))} group by r.state) s) as by_state,
        array(select distinct template_name from runs order by 1 limit 100) as templates,
        array(select distinct repository from runs order by 1 limit 100) as repositories`);
    return counted ?? { by_state: {}, templates: [], repositories: [] };
  };
