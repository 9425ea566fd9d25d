'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useApi } from '@/api/api';
import { Link } from '@/ui/link';
import { LoadMore } from '@/ui/load-more';
import { Empty, Loading, Problem } from '@/ui/notices';
import { PageHead, Panel } from '@/ui/panel';
import { ApprovalCard } from './approval-card';
import { DecidedApprovals } from './decided-approvals';

/** What waits for a person's leave, with the patch in view; and what was decided. */
export function ApprovalsPage() {
  const api = useApi();
  const runId = useSearchParams().get('run');
  const list = useInfiniteQuery(
    api.approvals.list.infiniteQueryOptions(
      { states: ['pending'], run_id: runId, limit: 10 },
      { getNextPageParam: (page) => page.next_cursor, placeholderData: keepPreviousData },
    ),
  );
  const lines = list.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <PageHead
        title="Approvals"
        about={
          runId === null ? (
            'Patches that may land only with a person’s leave: a template asks for it, task by task.'
          ) : (
            <>
              Those of run <code className="font-mono">{runId.slice(-8)}</code>.{' '}
              <Link href="/approvals" className="text-accent underline">
                Show all
              </Link>
            </>
          )
        }
      />
      {list.error === null ? null : (
        <Panel>
          <Problem error={list.error} retry={() => void list.refetch()} />
        </Panel>
      )}
      {lines === undefined && list.error === null ? (
        <Panel>
          <Loading lines={10} />
        </Panel>
      ) : null}
      {lines?.length === 0 ? (
        <Panel>
          <Empty title="Nothing waits for you">
            A patch appears here when its task says <code className="font-mono">approval: true</code> in the
            template.
          </Empty>
        </Panel>
      ) : null}
      {lines?.map((line) => (
        <ApprovalCard key={line.approval.id} line={line} />
      ))}
      <LoadMore list={list} />
      <DecidedApprovals />
    </>
  );
}
