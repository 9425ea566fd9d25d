'use client';

import { useQuery } from '@tanstack/react-query';
import type { Tool } from '@uet/schemas';
import type { ToolLine } from '@uet/schemas/api';
import type { ReactNode } from 'react';
import { useApi } from '@/api/api';
import { Money } from '@/costs/cost-tiles';
import { CopyButton } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { formatCount, formatDuration } from '@/ui/format';
import { Link } from '@/ui/link';
import { Loading, Problem } from '@/ui/notices';
import { BreakerActions } from './breaker-actions';
import { BreakerHistory } from './breaker-history';
import { BreakerState } from './breaker-state';
import { definitionRows } from './definition-rows';
import { Installed } from './tool-table';

interface ToolPanelProps {
  readonly toolId: string;
  /** What the list knows of it already. */
  readonly line: ToolLine | null;
  readonly onClose: () => void;
}

/** One tool at the side: what it is, how it did, and what its breaker went through. */
export function ToolPanel({ toolId, line, onClose }: ToolPanelProps) {
  const api = useApi();
  const { data, error, refetch } = useQuery(api.tools.get.queryOptions({ tool_id: toolId }));
  const known = line ?? data?.line ?? null;
  return (
    <Dialog side open onClose={onClose} title={known?.title ?? toolId}>
      {data === undefined || known === null ? (
        error === null ? (
          <Loading lines={10} />
        ) : (
          <Problem error={error} retry={() => void refetch()} />
        )
      ) : (
        <div className="flex flex-col gap-6">
          {data.definition.description === undefined ? null : (
            <p className="whitespace-pre-line text-muted">{data.definition.description}</p>
          )}
          <Figures line={known} />
          <Definition definition={data.definition} />
          <Part title="History of the breaker">
            <BreakerHistory toolId={toolId} />
          </Part>
        </div>
      )}
    </Dialog>
  );
}

const Part = ({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) => (
  <section>
    <header className="mb-2 flex items-center justify-between gap-2">
      <h3 className="font-semibold">{title}</h3>
      {actions}
    </header>
    {children}
  </section>
);

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="grid grid-cols-[9rem_minmax(0,1fr)] gap-3 border-t border-line py-1.5 first:border-t-0">
    <dt className="text-muted">{name}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </div>
);

function Figures({ line }: { readonly line: ToolLine }) {
  const { tool_id, title, breaker, attempts, succeeded, landed_patches } = line;
  return (
    <Part title="Last 30 days" actions={<BreakerActions toolId={tool_id} title={title} breaker={breaker} />}>
      <dl>
        <Fact name="Breaker">
          <BreakerState breaker={breaker} />
          {breaker?.reason ? <p className="mt-1 text-muted">{breaker.reason}</p> : null}
        </Fact>
        <Fact name="Installed">
          <Installed tool={line} />
        </Fact>
        <Fact name="Attempts">
          {formatCount(attempts)}, {formatCount(succeeded)} of them succeeded
        </Fact>
        <Fact name="Duration">
          {formatDuration(line.mean_duration_ms)} on average, 95 % within{' '}
          {formatDuration(line.p95_duration_ms)}
        </Fact>
        <Fact name="Cost">
          <Money usd={line.cost_usd} /> for {formatCount(landed_patches)} landed patches ·{' '}
          <Link href="/costs?by=tool" className="text-accent underline">
            all costs
          </Link>
        </Fact>
      </dl>
    </Part>
  );
}

function Definition({ definition }: { readonly definition: Tool }) {
  const json = JSON.stringify(definition, null, 2);
  return (
    <Part title="Definition" actions={<CopyButton text={json} label="Copy the definition as JSON" />}>
      <dl>
        {definitionRows(definition).map(({ name, value, code }) => (
          <Fact key={name} name={name}>
            {code ? <code className="font-mono text-[13px]">{value}</code> : value}
          </Fact>
        ))}
      </dl>
    </Part>
  );
}
