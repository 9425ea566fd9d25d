'use client';

import type { ToolLine } from '@uet/schemas/api';
import { Check, CircleHelp, X } from 'lucide-react';
import { Money } from '@/costs/cost-tiles';
import { formatCount, formatDuration } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { ProgressBar } from '@/ui/progress';
import { Row, RowHead, Table, Td, Th } from '@/ui/table';
import { BreakerActions } from './breaker-actions';
import { BreakerState } from './breaker-state';

interface ToolTableProps {
  readonly tools: readonly ToolLine[];
  readonly onOpen: (toolId: string) => void;
}

/** Tools with how they did and the state of their breakers. */
export function ToolTable({ tools, onOpen }: ToolTableProps) {
  return (
    <Table label="Tools">
      <thead>
        <tr>
          <Th>Tool</Th>
          <Th>Installed</Th>
          <Th>Breaker</Th>
          <Th>Success</Th>
          <Th numeric>Attempts</Th>
          <Th numeric>Mean</Th>
          <Th numeric>95 % within</Th>
          <Th numeric>Cost</Th>
          <Th numeric>Landed</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tools.map((tool) => (
          <Row key={tool.tool_id}>
            <RowHead className="whitespace-nowrap">
              <button
                type="button"
                className="text-left text-accent hover:underline"
                onClick={() => onOpen(tool.tool_id)}
              >
                {tool.title}
              </button>
              <span className="block text-[13px] font-normal text-muted">
                {tool.tool_id} · {tool.kind}
              </span>
            </RowHead>
            <Td className="whitespace-nowrap">
              <Installed tool={tool} />
            </Td>
            <Td>
              <BreakerState breaker={tool.breaker} />
            </Td>
            <Td className="min-w-32">
              <SuccessRate tool={tool} />
            </Td>
            <Td numeric>{formatCount(tool.attempts)}</Td>
            <Td numeric>{formatDuration(tool.mean_duration_ms)}</Td>
            <Td numeric>{formatDuration(tool.p95_duration_ms)}</Td>
            <Td numeric>
              <Money usd={tool.cost_usd} />
            </Td>
            <Td numeric>{formatCount(tool.landed_patches)}</Td>
            <Td numeric>
              <BreakerActions toolId={tool.tool_id} title={tool.title} breaker={tool.breaker} />
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** Whether the program of a tool is there, and which version of it. */
export function Installed({ tool: { available, version } }: { readonly tool: ToolLine }) {
  if (available === null) {
    return (
      <Hint text="Nobody has looked yet, or there is no way to tell">
        <span className="inline-flex items-center gap-1.5 text-muted">
          <CircleHelp aria-hidden className="size-3.5" />
          not known
        </span>
      </Hint>
    );
  }
  return available ? (
    <span className="inline-flex items-center gap-1.5 text-good">
      <Check aria-hidden className="size-3.5" />
      <span className="max-w-36 truncate" title={version ?? undefined}>
        {version ?? 'yes'}
      </span>
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 text-bad">
      <X aria-hidden className="size-3.5" />
      missing
    </span>
  );
}

function SuccessRate({ tool: { success_rate, succeeded, attempts } }: { readonly tool: ToolLine }) {
  if (success_rate === null) return <span className="text-faint">–</span>;
  const percent = Math.round(100 * success_rate);
  return (
    <Hint text={`${formatCount(succeeded)} of ${formatCount(attempts)} attempts succeeded`}>
      <span className="flex items-center gap-2">
        <ProgressBar
          label={`${percent} % succeeded`}
          total={attempts}
          parts={[
            { label: 'succeeded', tone: 'good', count: succeeded },
            { label: 'failed', tone: 'bad', count: attempts - succeeded },
          ]}
        />
        <span className="w-12 shrink-0 text-right whitespace-nowrap">{percent} %</span>
      </span>
    </Hint>
  );
}
