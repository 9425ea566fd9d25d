import type { CostLine } from '@uet/schemas/api';
import type { ReactNode } from 'react';
import { formatCount, formatDuration, formatMoney } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { stateWords } from '@/ui/state-badge';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import type { CostBy } from './cost-by';
import { Money } from './cost-tiles';
import { perLanded } from './day-series';

interface CostTableProps {
  readonly by: CostBy;
  /** What the first column holds. */
  readonly title: string;
  readonly lines: readonly CostLine[];
  /** The run of the tasks. */
  readonly runId: string | undefined;
}

/** Costs as a table: with their share, tokens, compute time, and what landed for them. */
export function CostTable({ by, title, lines, runId }: CostTableProps) {
  const dearest = lines.reduce((most, { cost_usd }) => Math.max(most, Number(cost_usd)), 0);
  const landed = lines.some(({ landed_patches }) => landed_patches !== null);
  return (
    <Table label={`Costs by ${title.toLowerCase()}`}>
      <thead>
        <tr>
          <Th>{title}</Th>
          <Th numeric>Cost</Th>
          <Th className="w-28">
            <span className="sr-only">Share of the dearest</span>
          </Th>
          <Th numeric>Uses</Th>
          <Th numeric>Read</Th>
          <Th numeric>Cached</Th>
          <Th numeric>Written</Th>
          <Th numeric>Compute</Th>
          {landed ? <Th numeric>Landed</Th> : null}
          {landed ? <Th numeric>Per landed</Th> : null}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Row key={line.key}>
            <RowHead className="max-w-40 truncate md:max-w-80">
              <Subject by={by} line={line} runId={runId} />
            </RowHead>
            <Td numeric>
              <Money usd={line.cost_usd} />
            </Td>
            <Td>
              <Share of={dearest} usd={line.cost_usd} />
            </Td>
            <Td numeric>
              {formatCount(line.records)}
              {line.unpriced > 0 ? <Unpriced count={line.unpriced} /> : null}
            </Td>
            <Td numeric>{formatCount(line.tokens_in)}</Td>
            <Td numeric>{formatCount(line.tokens_cached)}</Td>
            <Td numeric>{formatCount(line.tokens_out)}</Td>
            <Td numeric>{formatDuration(line.compute_ms === 0 ? null : line.compute_ms)}</Td>
            {landed ? (
              <Td numeric>{line.landed_patches === null ? '–' : formatCount(line.landed_patches)}</Td>
            ) : null}
            {landed ? (
              <Td numeric>{line.landed_patches ? formatMoney(String(perLanded(line))) : '–'}</Td>
            ) : null}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const Share = ({ of, usd }: { readonly of: number; readonly usd: string }) => (
  <div aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-neutral-soft">
    <div
      className="h-full rounded-full bg-accent"
      style={{ width: `${of === 0 ? 0 : (100 * Number(usd)) / of}%` }}
    />
  </div>
);

const Unpriced = ({ count }: { readonly count: number }) => (
  <Hint text={`${formatCount(count)} of them have no price: they are not in the sum`}>
    <span className="ml-1.5 rounded-full bg-warning-soft px-1.5 text-xs text-warning">
      {formatCount(count)} unpriced
    </span>
  </Hint>
);

interface SubjectProps {
  readonly by: CostBy;
  readonly line: CostLine;
  readonly runId: string | undefined;
}

function Subject({ by, line: { key, label }, runId }: SubjectProps): ReactNode {
  if (key === '') return <span className="font-normal text-muted">{label === '' ? 'None' : label}</span>;
  const text = by === 'resource_type' ? stateWords(label) : label;
  const href = hrefOf(by, key, runId);
  return href === null ? (
    text
  ) : (
    <Link href={href} className="text-accent hover:underline" title={text}>
      {text}
    </Link>
  );
}

function hrefOf(by: CostBy, key: string, runId: string | undefined): string | null {
  if (by === 'run') return `/runs/${key}/cost`;
  if (by === 'template') return `/templates/${encodeURIComponent(key)}`;
  if (by === 'tool') return `/tools?tool=${encodeURIComponent(key)}`;
  if (by === 'task' && runId !== undefined) return `/runs/${runId}/tasks?task=${key}`;
  return null;
}
