import type { RunPlan } from '@uet/core';
import type { TestExecutionRecord } from '@uet/schemas';
import type { CaseResult } from '@uet/schemas/api';
import { type Answers, found, type Looking } from '../answers.js';
import { cursorPart, pageFrom, readCursor, writeCursor } from '../sql/cursor.js';
import { equals, oneOf } from '../sql/search.js';
import { limitedTo, sql } from '../sql/sql.js';
import { flakyTitles, gateLinesOf } from './gate-lines.js';

/** Gates, the newest first, a page at a time. */
export const listGates =
  ({ reader }: Looking): Answers<'gates', 'list'> =>
  async ({ run_id: runId, patch_id: patchId, states, limit, cursor }) => {
    const before = readCursor(cursor, 'gates', [cursorPart.id]);
    const conditions = [
      ...equals(sql`g.run_id`, runId),
      ...equals(sql`g.patch_id`, patchId),
      ...oneOf(sql`g.state`, states),
      ...(before === null ? [] : [sql`g.id < ${before[0]}`]),
    ];
    const lines = await gateLinesOf(reader, conditions, sql`order by g.id desc ${limitedTo(limit + 1)}`);
    return pageFrom(lines, limit, {
      cursorAfter: ({ id }) => writeCursor('gates', [id]),
      item: (line) => line,
    });
  };

const mostCases = 10_000;
const rank = { failed: 0, errored: 1, skipped: 3, passed: 2 } as const;
type Case = TestExecutionRecord['cases'][number];

/** One gate with its cases, what failed first. A verdict that was taken over shows the report that it rests on. */
export const getGate =
  ({ reader }: Looking): Answers<'gates', 'get'> =>
  async ({ gate_id: gateId }) => {
    const [[line], [stored], flaky] = await Promise.all([
      gateLinesOf(reader, [sql`g.id = ${gateId}`], sql``),
      reader.rows<{ record: TestExecutionRecord | null; gates: RunPlan['gates'] | null }>(sql`
        select x.record, r.plan->'gates' as gates
        from test_gates g join runs r on r.id = g.run_id
        left join test_executions x on x.id = coalesce(g.cached_from, g.id) where g.id = ${gateId}`),
      flakyTitles(reader, [gateId]),
    ]);
    const gate = found(line, 'gate', gateId);
    const titles = new Set(flaky.get(gateId));
    const record = stored?.record ?? null;
    return {
      gate,
      command: commandOf(stored?.gates ?? [], gate.name),
      execution: record === null ? null : { ...record, cases: casesOf(record, titles) },
    };
  };

const casesOf = ({ cases }: TestExecutionRecord, flaky: ReadonlySet<string>) =>
  cases
    .toSorted((a, b) => rank[a.status] - rank[b.status])
    .slice(0, mostCases)
    .map((one) => ({ ...one, flaky: flaky.has(titleOf(one)) }));

const titleOf = ({ suite, name }: Case): string => (suite === null ? name : `${suite} > ${name}`);

function commandOf(gates: RunPlan['gates'], name: string): string | null {
  const run = gates.find((gate) => gate.name === name)?.run;
  if (run === undefined) return null;
  return typeof run === 'string' ? run : run.map(quoted).join(' ');
}

/** An argument as one would type it for a shell. */
export const quoted = (argument: string): string =>
  /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;

/** So many gates are looked into at most: a case that was renamed is not searched for in all of the past. */
const mostGates = 1_000;

/** How one test ended in earlier gates of the same repository, the newest first. */
export const historyOfCase =
  ({ reader }: Looking): Answers<'gates', 'history'> =>
  async ({ run_id: runId, gate, name, suite, file, limit }) => {
    const [[run], items] = await Promise.all([
      reader.rows<{ id: string }>(sql`select id from runs where id = ${runId}`),
      reader.rows<CaseResult>(sql`
        select g.id as gate_id, g.run_id, g.tree_id, c.status, c.duration_ms, c.message, g.ended_at as at
        from (
          select g.id, g.run_id, g.tree_id, g.ended_at from test_gates g join runs r on r.id = g.run_id
          where g.name = ${gate} and g.ended_at is not null and g.cached_from is null
            and r.repository = (select repository from runs where id = ${runId})
          order by g.id desc ${limitedTo(mostGates)}) g
        join test_executions x on x.id = g.id
        cross join lateral (
          select status, duration_ms, message
          from jsonb_to_recordset(x.record->'cases') as c(name text, suite text, file text, status text,
            duration_ms float8, message text)
          where c.name = ${name} and c.suite is not distinct from ${suite}
            and (c.file is null or ${file}::text is null or c.file = ${file})
          order by (c.status = 'passed') limit 1) c
        order by g.id desc ${limitedTo(limit)}`),
    ]);
    found(run, 'run', runId);
    return { items };
  };
