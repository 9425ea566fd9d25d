import { staleAfterMs } from '@uet/core';
import type { Health } from '@uet/schemas/api';
import type { Looking } from '../answers.js';
import { sql } from '../sql/sql.js';

/** For how long nothing has moved what counts as stuck, in milliseconds. */
const stuckAfterMs = 60_000;
/** How many are told at most. */
const mostRows = 500;

/** An unfinished row that nothing has moved for 60 s and nothing will. */
export type StuckRow = Omit<Health['stuck'][number], 'remedy'> & {
  readonly run_state: string;
  /** The pool of its run. */
  readonly pool: string;
  /** Whether a process that lives takes the jobs of that pool. */
  readonly served: boolean;
};

/**
 * Finds what is stuck. A row is not where a job of a served pool will look at it, an attempt of a living worker runs,
 * a time or a breaker is waited for, or a person: a paused run, a pending approval, a breaker that is held open. What
 * belongs to a run that is stuck as a whole is not told beside it.
 */
export const stuckRows =
  ({ reader, now }: Looking) =>
  (): Promise<StuckRow[]> => {
    const [at, before, livingSince, deadSince] = [
      0,
      stuckAfterMs,
      staleAfterMs,
      staleAfterMs + stuckAfterMs,
    ].map((ms) => sql`${new Date(now().getTime() - ms).toISOString()}::timestamptz`);
    return reader.rows<StuckRow>(sql`
      with living as (select distinct pool from workers where ended_at is null and heartbeat_at > ${livingSince}),
      movers as (
        select replace(split_part(key, ':', 1), '-later', '') as kind, substr(key, strpos(key, ':') + 1) as subject
        from graphile_worker.jobs
        where key is not null and (locked_at is not null or attempts < max_attempts)
          and substr(task_identifier, strpos(task_identifier, '@') + 1) in (select pool from living)),
      held as (
        select id from circuit_breakers where state <> 'closed' and (open_until > ${at} or
          (state = 'open' and open_until is null))),
      stuck_runs as (
        select r.*, last.at as since from runs r
        cross join lateral (
          select coalesce((select e.at from events e where e.run_id = r.id
            order by e.transaction desc, e.sequence desc limit 1), r.created_at) as at) last
        where r.state in ('pending', 'initializing', 'running', 'validating') and last.at < ${before}
          and not exists (select from movers m where m.kind in ('tick', 'accept') and m.subject = r.id)
          and not exists (select from movers m join patch_ledger e on e.run_id = r.id and e.lane = m.subject
            where m.kind = 'land' and e.state in ('queued', 'applied', 'verified'))
          and not exists (select from movers m join tasks t on t.id = m.subject
            where m.kind = 'execute' and t.run_id = r.id)
          and not exists (select from attempts a join workers w on w.id = a.worker_id
            where a.run_id = r.id and a.state = 'running' and w.ended_at is null and w.heartbeat_at > ${livingSince})
          and not exists (select from tasks t where t.run_id = r.id and t.ended_at is null
            and (t.not_before > ${at} or t.tool_id in (select id from held)))
          and not exists (select from approvals p where p.run_id = r.id and p.state = 'pending')),
      others as (
        select r.* from runs r where r.id not in (select id from stuck_runs)),
      found as (
        select 'run' as entity_type, id as entity_id, id as run_id, state, since from stuck_runs
        union all
        select 'task', t.id, t.run_id, t.state, coalesce(t.queued_at, t.created_at)
        from tasks t join others r on r.id = t.run_id
        where t.state = 'queued' and r.state = 'running' and r.cancel_requested_at is null
          and t.queued_at < ${before}
          and not exists (select from movers m where m.kind = 'execute' and m.subject = t.id)
        union all
        select 'task', t.id, t.run_id, t.state, last.at
        from tasks t join others r on r.id = t.run_id
        cross join lateral (select max(e.at) as at from events e where e.entity_id = t.id) last
        where t.state = 'validating' and r.state in ('running', 'validating', 'paused') and last.at < ${before}
          and not exists (select from patch_ledger e where e.task_id = t.id
            and e.state in ('created', 'validated', 'queued', 'applied', 'verified'))
        union all
        select 'patch', e.id, e.run_id, e.state, last.at
        from patch_ledger e join others r on r.id = e.run_id
        cross join lateral (select coalesce(max(v.at), e.created_at) as at from events v where v.entity_id = e.id) last
        where e.state in ('created', 'validated', 'queued', 'applied', 'verified') and r.state <> 'paused'
          and last.at < ${before}
          and not exists (select from movers m where m.kind = 'land' and m.subject = e.lane)
          and not exists (select from approvals p where p.patch_id = e.id and p.state = 'pending')
        union all
        select 'gate', g.id, g.run_id, g.state, coalesce(g.started_at, g.created_at)
        from test_gates g join others r on r.id = g.run_id left join patch_ledger e on e.id = g.patch_id
        where g.state in ('pending', 'running') and r.state <> 'paused'
          and coalesce(g.started_at, g.created_at) < ${before}
          and not exists (select from movers m where (m.kind = 'land' and m.subject = e.lane)
            or (e.id is null and m.kind = 'accept' and m.subject = g.run_id))
        union all
        select 'attempt', a.id, a.run_id, a.state, coalesce(w.ended_at, w.heartbeat_at, a.started_at)
        from attempts a join others r on r.id = a.run_id left join workers w on w.id = a.worker_id
        where a.state = 'running' and a.started_at < ${before}
          and (w.id is null or w.ended_at < ${before} or w.heartbeat_at < ${deadSince}))
      select f.*, r.state as run_state, r.pool, r.pool in (select pool from living) as served
      from found f join runs r on r.id = f.run_id order by f.since, f.entity_id limit ${mostRows}`);
  };
