import { staleAfterMs } from '@uet/core';
import type { CircuitBreakerRow } from '@uet/schemas';
import type { Health } from '@uet/schemas/api';
import type { Looking } from '../answers.js';
import { sql } from '../sql/sql.js';

/** How many jobs there are of one kind, and since when the oldest waits that could be taken. */
export type QueueLine = Health['queue'][number] & { readonly waits_since: string | null };

/**
 * The jobs by kind and pool. Failed are those that are not tried any more; one that was asked for anew while it ran
 * counts as running until it ends.
 */
export const queueLines =
  ({ reader, now }: Looking) =>
  (): Promise<QueueLine[]> =>
    reader.rows<QueueLine>(sql`
      select j.task_identifier as name,
        (count(*) filter (where j.locked_at is null and j.attempts < j.max_attempts
          and j.run_at <= ${now().toISOString()}::timestamptz))::int as ready,
        (count(*) filter (where j.locked_at is not null))::int as running,
        (count(*) filter (where j.locked_at is null and j.attempts >= j.max_attempts))::int as failed,
        min(j.run_at) filter (where j.locked_at is null and j.attempts < j.max_attempts
          and j.run_at <= ${now().toISOString()}::timestamptz) as waits_since
      from graphile_worker.jobs j group by 1 order by 1`);

/** How many workers have not ended, and how many of them gave no sign of life for 60 s. */
export interface WorkerCounts {
  readonly present: number;
  readonly paused: number;
  readonly stale: number;
}

/** Counts the workers that have not ended. */
export const workerCounts =
  ({ reader, now }: Looking) =>
  async (): Promise<WorkerCounts> => {
    const staleSince = new Date(now().getTime() - staleAfterMs).toISOString();
    const [counts] = await reader.rows<WorkerCounts>(sql`
      select count(*)::int as present, (count(*) filter (where state = 'paused'))::int as paused,
        (count(*) filter (where heartbeat_at < ${staleSince}::timestamptz))::int as stale
      from workers where ended_at is null`);
    return counts ?? { present: 0, paused: 0, stale: 0 };
  };

/** The breakers that keep their tools from being called. */
export const openBreakers =
  ({ reader }: Looking) =>
  (): Promise<Array<Pick<CircuitBreakerRow, 'id' | 'state' | 'open_until'>>> =>
    reader.rows(sql`select id, state, open_until from circuit_breakers where state <> 'closed' order by id`);
