'use client';

import { useQuery } from '@tanstack/react-query';
import type { Tone } from '@uet/core';
import type { Health } from '@uet/schemas/api';
import { CircleCheck, CircleX, RefreshCw, TriangleAlert } from 'lucide-react';
import { useApi } from '@/api/api';
import { usePageState } from '@/shell/use-page-state';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { CopyButton } from '@/ui/copy-button';
import { formatCount, formatDuration } from '@/ui/format';
import { Link } from '@/ui/link';
import { Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { Sentence } from '@/ui/sentence';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { Age } from '@/ui/time';
import { toneClasses } from '@/ui/tones';

type Status = Health['status'];

const looks = {
  ok: { icon: CircleCheck, tone: 'good', word: 'OK' },
  warning: { icon: TriangleAlert, tone: 'warning', word: 'Warning' },
  error: { icon: CircleX, tone: 'bad', word: 'Error' },
} as const satisfies Record<Status, { icon: typeof CircleX; tone: Tone; word: string }>;

/** How the system is: its checks, its queues, and what is stuck with what to do about it. */
export function HealthPanel() {
  const api = useApi();
  const { data, error, refetch, isFetching } = useQuery(api.system.health.queryOptions({}));
  usePageState({
    title: null,
    tone: data === undefined || data.status === 'ok' ? null : looks[data.status].tone,
  });
  if (error !== null && data === undefined) return <Problem error={error} retry={() => void refetch()} />;
  return (
    <>
      <Panel
        flush
        title={
          <span className="flex items-center gap-2">
            Checks
            {data === undefined ? null : <StatusBadge status={data.status} />}
          </span>
        }
        actions={
          <span className="flex items-center gap-3 text-[13px] text-muted">
            {data === undefined ? null : (
              <span>
                Checked <Age at={data.at} />
              </span>
            )}
            <Button compact busy={isFetching} onClick={() => void refetch()}>
              <RefreshCw aria-hidden className="size-3.5" />
              Check again
            </Button>
          </span>
        }
      >
        {data === undefined ? <Loading lines={6} /> : <Checks checks={data.checks} />}
      </Panel>
      <Panel flush title="Stuck">
        {data === undefined ? <Loading lines={1} /> : <Stuck rows={data.stuck} />}
      </Panel>
      <Panel flush title="Queues">
        {data === undefined ? <Loading lines={3} /> : <Queues queues={data.queue} />}
      </Panel>
    </>
  );
}

function StatusBadge({ status }: { readonly status: Status }) {
  const { icon: Icon, tone, word } = looks[status];
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
        toneClasses[tone],
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {word}
    </span>
  );
}

const Checks = ({ checks }: { readonly checks: Health['checks'] }) => (
  <Table label="Checks">
    <thead>
      <tr>
        <Th>Check</Th>
        <Th>Status</Th>
        <Th className="w-full">What was found</Th>
        <Th numeric>Took</Th>
      </tr>
    </thead>
    <tbody>
      {checks.map(({ name, status, detail, took_ms: tookMs }) => (
        <Row key={name}>
          <RowHead className="capitalize">{name}</RowHead>
          <Td>
            <StatusBadge status={status} />
          </Td>
          <Td className="min-w-60">
            <Sentence text={detail} />
          </Td>
          <Td numeric className="text-muted">
            {formatDuration(tookMs)}
          </Td>
        </Row>
      ))}
    </tbody>
  </Table>
);

function Stuck({ rows }: { readonly rows: Health['stuck'] }) {
  if (rows.length === 0) {
    return (
      <p className="p-4 text-muted">Nothing is stuck: whatever is unfinished has something that moves it.</p>
    );
  }
  return (
    <Table label="Stuck">
      <thead>
        <tr>
          <Th>What</Th>
          <Th>State</Th>
          <Th>Since</Th>
          <Th className="w-full">What to do</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={`${row.entity_type} ${row.entity_id}`}>
            <RowHead>
              <span className="flex items-center gap-1 whitespace-nowrap">
                {row.run_id === null ? (
                  row.entity_type
                ) : (
                  <Link href={`/runs/${row.run_id}`} className="text-accent underline">
                    {row.entity_type}
                  </Link>
                )}
                <code className="text-[13px] font-normal text-muted">{row.entity_id}</code>
                <CopyButton text={row.entity_id} label="Copy the id" />
              </span>
            </RowHead>
            <Td>{row.state}</Td>
            <Td>
              <Age at={row.since} />
            </Td>
            <Td className="min-w-60">
              <Sentence text={row.remedy} />
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function Queues({ queues }: { readonly queues: Health['queue'] }) {
  if (queues.length === 0) return <p className="p-4 text-muted">Nothing waits.</p>;
  return (
    <Table label="Queues">
      <thead>
        <tr>
          <Th className="w-full">Queue</Th>
          <Th numeric>Ready</Th>
          <Th numeric>Running</Th>
          <Th numeric>Failed</Th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ name, ready, running, failed }) => (
          <Row key={name}>
            <RowHead>{name}</RowHead>
            <Td numeric>{formatCount(ready)}</Td>
            <Td numeric>{formatCount(running)}</Td>
            <Td numeric className={failed > 0 ? 'text-bad' : ''}>
              {formatCount(failed)}
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
