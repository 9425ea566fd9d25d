'use client';

import { useQuery } from '@tanstack/react-query';
import type { ModelPrice } from '@uet/schemas';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { Input } from '@/ui/field';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';

/** What models cost, with where each price stands and when it was seen there. */
export function PricesPanel() {
  const api = useApi();
  const [search, setSearch] = useState('');
  const { data, error, refetch } = useQuery(api.costs.prices.queryOptions({}));
  if (error !== null) return <Problem error={error} retry={() => void refetch()} />;
  const wanted = search.trim().toLowerCase();
  const prices = data?.models.filter(({ models }) =>
    models.some((model) => model.toLowerCase().includes(wanted)),
  );
  return (
    <Panel
      flush
      title="Prices in US dollars for a million tokens"
      actions={
        <Input
          type="search"
          aria-label="Search models"
          placeholder="Search models"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          className="sm:w-56"
        />
      }
    >
      {prices === undefined ? <Loading lines={8} /> : null}
      {prices?.length === 0 ? (
        <Empty title="No such model">
          What it costs is not known: its calls are recorded without a price. Add it to the price table that
          <code> UET_PRICES</code> names.
        </Empty>
      ) : null}
      {prices === undefined || prices.length === 0 ? null : <PriceTable prices={prices} />}
      <p className="border-t border-line px-4 py-3 text-[13px] text-muted">
        The first row that names a model counts; a star at the end of a name stands for any ending. Your own
        prices come from the file that <code>UET_PRICES</code> names.
      </p>
    </Panel>
  );
}

const PriceTable = ({ prices }: { readonly prices: readonly ModelPrice[] }) => (
  <Table label="Prices">
    <thead>
      <tr>
        <Th className="w-full">Models</Th>
        <Th numeric>Input</Th>
        <Th numeric>Cached input</Th>
        <Th numeric>Output</Th>
        <Th>Source</Th>
        <Th>As of</Th>
      </tr>
    </thead>
    <tbody>
      {prices.map((price) => (
        <Row key={price.models.join(' ')}>
          <RowHead className="min-w-52 font-normal">
            <code className="text-[13px] break-words">{price.models.join(', ')}</code>
            {price.note === undefined ? null : <p className="text-[13px] text-muted">{price.note}</p>}
          </RowHead>
          <Td numeric>{dollars(price.input)}</Td>
          <Td numeric className={price.cached_input === undefined ? 'text-faint' : ''}>
            {dollars(price.cached_input ?? price.input)}
          </Td>
          <Td numeric>{dollars(price.output)}</Td>
          <Td>
            <a
              href={price.source}
              target="_blank"
              rel="noreferrer"
              className="inline-flex items-center gap-1 whitespace-nowrap text-accent underline"
            >
              {new URL(price.source).hostname}
              <ExternalLink aria-hidden className="size-3.5" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </Td>
          <Td className="whitespace-nowrap">{price.as_of}</Td>
        </Row>
      ))}
    </tbody>
  </Table>
);

/** A price as it is written: never rounded. */
const dollars = (usd: string | number): string => {
  const [whole = '0', cents = ''] = String(usd).split('.');
  return `$${whole}.${cents.padEnd(2, '0')}`;
};
