'use client';

import { useQuery } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import type { CaseStatus } from '@uet/schemas';
import type { CaseResult } from '@uet/schemas/api';
import { useApi } from '@/api/api';
import { classes } from '@/ui/classes';
import { formatDuration, formatExact } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { caseLooks } from './case-status';
import type { GateCase } from './cases';

interface CaseHistoryProps {
  readonly runId: string;
  readonly gateName: string;
  /** The gate that is looked at. */
  readonly gateId: string;
  readonly test: Pick<GateCase, 'name' | 'suite' | 'file'>;
}

const isStatus = (status: string): status is CaseStatus => status in caseLooks;

const backgrounds: Readonly<Record<CaseStatus, string>> = {
  passed: 'bg-good-soft text-good',
  failed: 'bg-bad-soft text-bad',
  errored: 'bg-bad-soft text-bad',
  skipped: 'bg-neutral-soft text-neutral',
};

function Result({ result, here }: { readonly result: CaseResult; readonly here: boolean }) {
  const status = isStatus(result.status) ? result.status : 'skipped';
  const { icon: Icon } = caseLooks[status];
  const words = `${result.status}, ${formatExact(result.at)}, ${formatDuration(result.duration_ms)}`;
  return (
    <li>
      <Hint text={here ? `${words} (this gate)` : words}>
        <Link
          href={`/runs/${result.run_id}/gates/${result.gate_id}`}
          aria-label={words}
          aria-current={here ? 'true' : undefined}
          className={classes(
            'flex size-6 items-center justify-center rounded border',
            backgrounds[status],
            here ? 'border-current' : 'border-transparent hover:border-line-strong',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
        </Link>
      </Hint>
    </li>
  );
}

/** How one test ended in earlier gates of the repository, the oldest at the left. */
export function CaseHistory({ runId, gateName, gateId, test }: CaseHistoryProps) {
  const api = useApi();
  const { data, error } = useQuery(
    api.gates.history.queryOptions({
      run_id: runId,
      gate: gateName,
      name: test.name,
      suite: test.suite,
      file: test.file,
    }),
  );
  if (error !== null) {
    const why = error instanceof TRPCClientError ? error.message : String(error);
    return <p className="text-[13px] text-bad">The history could not be loaded: {why}</p>;
  }
  if (data === undefined) return <div role="status" aria-label="Loading" className="h-6 rounded bg-sunken" />;
  const { items } = data;
  const failed = items.filter(({ status }) => status === 'failed' || status === 'errored').length;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <ul aria-label="Earlier results, the oldest first" className="flex flex-wrap gap-1">
        {items.toReversed().map((result) => (
          <Result key={result.gate_id} result={result} here={result.gate_id === gateId} />
        ))}
      </ul>
      <span className="text-[13px] text-muted">
        {items.length === 0
          ? 'No earlier result'
          : `failed in ${failed} of the last ${items.length} ${items.length === 1 ? 'gate' : 'gates'}`}
      </span>
    </div>
  );
}
