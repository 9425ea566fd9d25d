import type { GateLine, LaneView } from '@uet/schemas/api';
import type { Answers, Looking } from '../answers.js';
import { gateLinesOf } from '../gates/gate-lines.js';
import { patchLineColumns, patchLineOf, patchLineTables } from '../patches/patch-lines.js';
import { sql } from '../sql/sql.js';
import type { LaneEntry } from './lane-entry.js';
import { waitOfEntry } from './waits-for.js';

/** The states of a patch that has not landed and still may. */
const waitingStates = ['created', 'validated', 'queued', 'applied', 'verified', 'apply_failed'];

interface LaneRow {
  readonly lane: string;
  readonly repository: string;
  readonly branch: string;
  readonly head: string | null;
  readonly landed_today: number;
  readonly mean_wait_ms: number | null;
}

/** What is nearest to landing first, then what waits, in the order in which it was recorded: as lanes are landed. */
const place = sql`case e.state when 'verified' then 0 when 'applied' then 1 when 'queued' then 2 else 3 end`;

type EntryRow = Readonly<Record<string, unknown>> & { readonly since: string; readonly run_state: string };

/** The lanes in which something waits, or landed in the last 24 hours; what waits, in order. */
export const listLanes =
  ({ reader, now }: Looking): Answers<'landing', 'lanes'> =>
  async () => {
    const dayAgo = new Date(now().getTime() - 24 * 3_600_000).toISOString();
    const [lanes, rows] = await Promise.all([
      reader.rows<LaneRow>(sql`
        with today as (
          select lane, count(*)::int as n, avg(extract(epoch from (committed_at - queued_at)) * 1000) as mean
          from patch_ledger where committed_at > ${dayAgo}::timestamptz and state = 'committed' group by lane),
        shown as (
          select lane from today
          union select lane from patch_ledger where state = any(${waitingStates}))
        select s.lane, r.repository, r.target_branch as branch, h.commit_id as head,
          coalesce(d.n, 0) as landed_today, round(d.mean)::bigint as mean_wait_ms
        from shown s left join today d on d.lane = s.lane
        cross join lateral (
          select repository, target_branch from runs where lane = s.lane order by id desc limit 1) r
        left join lateral (
          select commit_id from patch_ledger where lane = s.lane and state = 'committed'
          order by committed_at desc nulls last, id desc limit 1) h on true
        order by r.repository, r.target_branch`),
      reader.rows<EntryRow>(sql`
        select ${patchLineColumns}, r.state as run_state, coalesce(
          (select max(at) from events v where v.entity_id = e.id and v.to_state = e.state), e.created_at) as since
        from ${patchLineTables} join runs r on r.id = e.run_id
        where e.state = any(${waitingStates}) order by e.lane, ${place}, e.id`),
    ]);
    const entries = rows.map(({ run_state: runState, since, ...row }): LaneEntry => {
      return { patch: patchLineOf(row), since, run_state: runState };
    });
    const gates = await candidateGates(reader, entries);
    return { items: lanes.map((lane) => viewOf(lane, entries, gates)) };
  };

/** The gates of what is being tested, by patch. */
async function candidateGates(
  reader: Looking['reader'],
  entries: readonly LaneEntry[],
): Promise<ReadonlyMap<string, GateLine[]>> {
  const tested = entries.filter(({ patch }) => patch.candidate_tree !== null).map(({ patch }) => patch);
  if (tested.length === 0) return new Map();
  const lines = await gateLinesOf(
    reader,
    [
      sql`g.patch_id = any(${tested.map(({ id }) => id)})`,
      sql`g.tree_id = any(${tested.map(({ candidate_tree: tree }) => tree)})`,
    ],
    sql`order by g.id`,
  );
  return new Map(
    tested.map(({ id, candidate_tree: tree }) => [
      id,
      lines.filter((line) => line.patch_id === id && line.tree_id === tree),
    ]),
  );
}

function viewOf(lane: LaneRow, all: readonly LaneEntry[], gates: ReadonlyMap<string, GateLine[]>): LaneView {
  const own = all.filter(({ patch }) => patch.lane === lane.lane);
  const entries = own.map((entry, position) => ({
    patch: entry.patch,
    position,
    gates: gates.get(entry.patch.id) ?? [],
    since: entry.since,
    waits_for: waitOfEntry(entry, own[position - 1] ?? null),
  }));
  return { ...lane, entries, waiting: own.length };
}
