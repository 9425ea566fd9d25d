'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '@/api/api';
import { Link } from '@/ui/link';
import { LoadMore } from '@/ui/load-more';
import { Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { StateBadge } from '@/ui/state-badge';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { Age } from '@/ui/time';

/** On narrow windows a row is a card: its cells stand below each other. */
const cell = 'max-md:block max-md:px-4 max-md:py-0.5';

/** What was decided before, the latest first. */
export function DecidedApprovals() {
  const api = useApi();
  const list = useInfiniteQuery(
    api.approvals.list.infiniteQueryOptions(
      { states: ['approved', 'rejected', 'withdrawn'], limit: 30 },
      { getNextPageParam: (page) => page.next_cursor, placeholderData: keepPreviousData },
    ),
  );
  const lines = list.data?.pages.flatMap(({ items }) => items);
  return (
    <Panel title="Decided" flush>
      {list.error === null ? null : <Problem error={list.error} retry={() => void list.refetch()} />}
      {lines === undefined && list.error === null ? <Loading lines={5} /> : null}
      {lines?.length === 0 ? <p className="p-4 text-muted">Nothing has been decided yet.</p> : null}
      {lines === undefined || lines.length === 0 ? null : (
        <Table label="Decided approvals">
          <thead className="max-md:sr-only">
            <tr>
              <Th>Decision</Th>
              <Th>Patch</Th>
              <Th>By</Th>
              <Th>Reason</Th>
              <Th numeric>When</Th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ approval, patch, run }) => (
              <Row key={approval.id} className="align-top max-md:block max-md:py-2.5">
                <Td className={cell}>
                  <StateBadge of="approval" state={approval.state} />
                </Td>
                <RowHead className={cell}>
                  <Link
                    href={`/runs/${run.id}/patches/${patch.id}`}
                    className="break-words text-accent hover:underline"
                  >
                    {patch.task_title}
                  </Link>
                  <span className="block text-[13px] font-normal text-muted">{run.template_name}</span>
                </RowHead>
                <Td className={cell}>{approval.decided_by?.replace('person:', '') ?? 'the system'}</Td>
                <Td className={`${cell} max-w-prose break-words text-muted`}>{approval.reason ?? '–'}</Td>
                <Td numeric className={`${cell} max-md:text-left`}>
                  <Age at={approval.ended_at} />
                </Td>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <LoadMore list={list} />
    </Panel>
  );
}
