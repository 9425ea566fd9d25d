'use client';

import type { RoutingDecision } from '@uet/schemas';
import type { AttemptLine } from '@uet/schemas/api';
import { ScrollText } from 'lucide-react';
import { formatDuration, formatMoney } from '@/ui/format';
import { Link } from '@/ui/link';
import { StateBadge, stateWords } from '@/ui/state-badge';
import { Age } from '@/ui/time';

interface PeekAttemptsProps {
  readonly runId: string;
  readonly attempts: readonly AttemptLine[];
  readonly routing: readonly RoutingDecision[];
}

function Routing({ decision }: { readonly decision: RoutingDecision }) {
  return (
    <details className="rounded-md bg-sunken px-3 py-2">
      <summary>
        Why {decision.tool_id}? <span className="text-muted">{decision.rule}</span>
      </summary>
      <table className="mt-2 w-full text-left text-[13px]">
        <caption className="pb-1 text-left text-muted">
          Strategy {stateWords(decision.strategy)}
          {decision.fallback ? '; no rule yielded a candidate' : ''}
        </caption>
        <thead className="text-faint">
          <tr>
            <th scope="col" className="py-1 pr-3 font-normal">
              Candidate
            </th>
            <th scope="col" className="py-1 pr-3 text-right font-normal">
              Score
            </th>
            <th scope="col" className="py-1 font-normal">
              Outcome
            </th>
          </tr>
        </thead>
        <tbody>
          {decision.candidates.map((candidate) => (
            <tr key={candidate.tool_id} className="border-t border-line">
              <th scope="row" className="py-1 pr-3 font-medium">
                {candidate.tool_id}
              </th>
              <td className="py-1 pr-3 text-right">{candidate.score?.toFixed(3) ?? '–'}</td>
              <td className="py-1 text-muted">
                {candidate.rejected ?? (candidate.tool_id === decision.tool_id ? 'chosen' : 'could be taken')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Attempt({
  runId,
  attempt,
  decision,
}: {
  runId: string;
  attempt: AttemptLine;
  decision: RoutingDecision | undefined;
}) {
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">#{attempt.number}</span>
        <StateBadge of="attempt" state={attempt.state} reason={attempt.reason} />
        {attempt.failure_kind === null ? null : (
          <span className="text-bad">{stateWords(attempt.failure_kind)}</span>
        )}
        <span className="ml-auto flex flex-wrap gap-x-3">
          {attempt.streams.map((stream) => (
            <Link
              key={stream}
              href={`/runs/${runId}/logs?log=${attempt.id}&stream=${stream}`}
              className="inline-flex items-center gap-1 text-accent hover:underline"
            >
              <ScrollText aria-hidden className="size-3.5" />
              {stream}
            </Link>
          ))}
        </span>
      </div>
      <p className="text-[13px] text-muted">
        {attempt.tool_id}
        {attempt.model === null ? '' : ` · ${attempt.model}`} · started <Age at={attempt.started_at} />
        {attempt.duration_ms === null ? '' : ` · took ${formatDuration(attempt.duration_ms)}`}
        {attempt.exit_code === null ? '' : ` · exit code ${attempt.exit_code}`}
        {attempt.cost_usd === null ? '' : ` · ${formatMoney(attempt.cost_usd)}`}
      </p>
      {attempt.reason === null ? null : (
        <p className="break-words whitespace-pre-wrap text-[13px]">{attempt.reason}</p>
      )}
      {decision === undefined ? null : <Routing decision={decision} />}
    </li>
  );
}

/** The attempts at a task, the latest first, each with its logs and how its tool was chosen. */
export function PeekAttempts({ runId, attempts, routing }: PeekAttemptsProps) {
  if (attempts.length === 0) return <p className="text-muted">It was not tried yet.</p>;
  return (
    <ol className="flex flex-col gap-2">
      {attempts.toReversed().map((attempt) => (
        <Attempt
          key={attempt.id}
          runId={runId}
          attempt={attempt}
          decision={routing.find(({ attempt_id: id }) => id === attempt.id)}
        />
      ))}
    </ol>
  );
}
