'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { CostRecord } from '@uet/schemas';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { Button } from '@/ui/button';
import { formatCount } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { stateWords } from '@/ui/state-badge';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { Age } from '@/ui/time';
import { Money } from './cost-tiles';

/** Every single use that a run paid for, the newest first; shown where asked for. */
export function CostRecords({ runId }: { readonly runId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title="Single costs"
      flush={open}
      actions={
        <Button compact aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide' : 'Show'}
        </Button>
      }
    >
      {open ? (
        <Records runId={runId} />
      ) : (
        <p className="text-muted">Each use of each resource, with its price.</p>
      )}
    </Panel>
  );
}

function Records({ runId }: { readonly runId: string }) {
  const api = useApi();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.costs.list.infiniteQueryOptions(
      { run_id: runId },
      { getNextPageParam: ({ next_cursor }) => next_cursor },
    ),
  );
  if (data === undefined) {
    return error === null ? <Loading /> : <Problem error={error} retry={() => void refetch()} />;
  }
  const records = data.pages.flatMap(({ items }) => items);
  if (records.length === 0) return <Empty title="No costs">Nothing was spent here.</Empty>;
  return (
    <>
      <RecordTable records={records} />
      {hasNextPage ? (
        <div className="border-t border-line p-3 text-center">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
}

function RecordTable({ records }: { readonly records: readonly CostRecord[] }) {
  return (
    <Table label="Single costs">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Tool</Th>
          <Th>Resource</Th>
          <Th>Model</Th>
          <Th numeric>Quantity</Th>
          <Th numeric>Price of one</Th>
          <Th numeric>Cost</Th>
          <Th>Price is</Th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <Row key={record.id}>
            <Td>
              <Age at={record.created_at} />
            </Td>
            <RowHead>{record.tool_id}</RowHead>
            <Td className="whitespace-nowrap">{stateWords(record.resource_type)}</Td>
            <Td>{record.model ?? <span className="text-faint">–</span>}</Td>
            <Td numeric>
              <Quantity record={record} />
            </Td>
            <Td numeric>{record.unit_cost === null ? '–' : `$${record.unit_cost}`}</Td>
            <Td numeric>
              <Money usd={record.total_cost} />
            </Td>
            <Td>
              {record.provenance === 'unpriced' ? (
                <b className="text-warning">unpriced</b>
              ) : (
                record.provenance
              )}
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Quantity({ record }: { readonly record: CostRecord }) {
  const text = `${Number(record.quantity).toLocaleString('en-US')} ${record.unit}`;
  if (record.tokens_in === null && record.tokens_out === null) return text;
  const [read, cached, written] = [record.tokens_in ?? 0, record.tokens_cached ?? 0, record.tokens_out ?? 0];
  return (
    <Hint
      text={`${formatCount(read)} read, ${formatCount(cached)} from a cache, ${formatCount(written)} written`}
    >
      <span>{text}</span>
    </Hint>
  );
}
