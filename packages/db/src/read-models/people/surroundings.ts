import type { Contract, OutputOf } from '@uet/schemas/api';
import type { Looking } from '../answers.js';
import { sql } from '../sql/sql.js';

/** What of the answer to `system.info` is stored. */
export type StoredSurroundings = Pick<
  OutputOf<Contract['system']['info']>,
  'cursor' | 'repositories' | 'pending_approvals'
>;

/**
 * Where the event log ends now, which repositories were used, the latest first, and how many approvals wait. The
 * cursor stands before every transaction that still writes: who reads on from it misses nothing.
 */
export const surroundings =
  ({ reader }: Looking) =>
  async (): Promise<StoredSurroundings> => {
    const [ends] = await reader.rows<{ horizon: string }>(sql`select event_horizon()::text as horizon`);
    const [row] = await reader.rows<StoredSurroundings>(sql`
      select
        coalesce((select transaction::text || '-' || sequence from events
          where transaction < ${ends?.horizon}::text::xid8
          order by transaction desc, sequence desc limit 1), '0-0') as cursor,
        array(select repository from (select repository, max(id) as latest from runs group by 1) r
          order by latest desc limit 50) as repositories,
        (select count(*)::int from approvals where state = 'pending') as pending_approvals`);
    return row ?? { cursor: '0-0', repositories: [], pending_approvals: 0 };
  };
