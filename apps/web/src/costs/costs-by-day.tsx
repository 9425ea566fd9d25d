'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CostLine } from '@uet/schemas/api';
import dynamic from 'next/dynamic';
import { useApi } from '@/api/api';
import { shortDay } from '@/charts/series';
import { Button } from '@/ui/button';
import { Select } from '@/ui/field';
import { formatMoney } from '@/ui/format';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { useUrl } from '@/ui/use-url';
import { isMeasure, type Measure, type MeasureKey, measures } from './day-series';
import { everyDay, type Period } from './period';

const DayBars = dynamic(async () => (await import('@/charts/day-bars')).DayBars<CostLine>, {
  ssr: false,
  loading: () => <Loading lines={1} height={240} />,
});

const emptyDay: CostLine = {
  key: '',
  label: '',
  cost_usd: '0',
  records: 0,
  unpriced: 0,
  tokens_in: 0,
  tokens_out: 0,
  tokens_cached: 0,
  compute_ms: 0,
  landed_patches: 0,
};

/** Costs day by day, as bars or as a table. */
export function CostsByDay({ period }: { readonly period: Period }) {
  const api = useApi();
  const [query, change] = useUrl();
  const asked = query.get('measure');
  const key: MeasureKey = isMeasure(asked) ? asked : 'cost';
  const asTable = query.get('days') === 'table';
  const { since, until } = period;
  const { data, error, refetch } = useQuery(
    api.costs.by.queryOptions(
      { dimension: 'day', since, until, limit: 1000 },
      { placeholderData: keepPreviousData },
    ),
  );
  const measure: Measure = measures[key];
  return (
    <Panel
      title="By day"
      flush
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-52">
            <Select
              aria-label="What the bars show"
              value={key}
              onChange={({ target }) => change({ measure: target.value === 'cost' ? null : target.value })}
            >
              {Object.entries(measures).map(([name, { title }]) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </Select>
          </div>
          <Button aria-pressed={asTable} onClick={() => change({ days: asTable ? null : 'table' })}>
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        </div>
      }
    >
      {error !== null && data === undefined ? <Problem error={error} retry={() => void refetch()} /> : null}
      {data === undefined && error === null ? <Loading lines={1} height={256} /> : null}
      {data === undefined ? null : (
        <Days lines={data.items} period={period} measure={measure} asTable={asTable} />
      )}
    </Panel>
  );
}

interface DaysProps {
  readonly lines: readonly CostLine[];
  readonly period: Period;
  readonly measure: Measure;
  readonly asTable: boolean;
}

function Days({ lines, period, measure, asTable }: DaysProps) {
  if (lines.length === 0)
    return <Empty title="Nothing was spent in this time">Choose another period, or start a run.</Empty>;
  const rows = everyDay(lines, period, emptyDay);
  const { title, series, axis, exact } = measure;
  if (asTable) return <DayTable rows={rows.toReversed()} measure={measure} />;
  return (
    <div className="h-72 p-4">
      <DayBars rows={rows} series={series} axis={axis} exact={exact} label={`${title} by day`} />
    </div>
  );
}

function DayTable({
  rows,
  measure,
}: {
  readonly rows: ReadonlyArray<CostLine & { readonly day: string }>;
  readonly measure: Measure;
}) {
  return (
    <div className="max-h-96 overflow-y-auto">
      <Table label={`${measure.title} by day`}>
        <thead>
          <tr>
            <Th>Day</Th>
            {measure.series.map(({ key, label }) => (
              <Th key={key} numeric>
                {label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.day}>
              <RowHead className="font-normal whitespace-nowrap">
                <time dateTime={row.day}>
                  {shortDay(row.day)}, {row.day.slice(0, 4)}
                </time>
              </RowHead>
              {measure.series.map(({ key, value }) => (
                <Td key={key} numeric>
                  {key === 'cost' ? formatMoney(row.cost_usd) : measure.exact(value(row))}
                </Td>
              ))}
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
