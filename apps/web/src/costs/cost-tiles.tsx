'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '@/api/api';
import { formatCount, formatDuration, formatMoney } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { Stat, Stats } from '@/ui/stat';

/** What costs are added up of: a time, or a run. */
export interface CostScope {
  readonly run_id?: string;
  readonly since?: string;
  readonly until?: string | null;
}

/** A sum to the last digit, on hover. */
export const Money = ({ usd }: { readonly usd: string | null }) =>
  usd === null ? (
    <span className="text-faint">–</span>
  ) : (
    <Hint text={`$${usd}`}>
      <span>{formatMoney(usd)}</span>
    </Hint>
  );

/** The figures of a time or a run: total, per landed patch, wasted, unpriced, tokens. */
export function CostTiles({ scope }: { readonly scope: CostScope }) {
  const api = useApi();
  const { data, error, refetch } = useQuery(
    api.costs.summary.queryOptions(scope, { placeholderData: keepPreviousData }),
  );
  if (error !== null && data === undefined) {
    return (
      <Panel>
        <Problem error={error} retry={() => void refetch()} />
      </Panel>
    );
  }
  if (data === undefined) return <Loading lines={1} height={82} />;
  const total = Number(data.cost_usd);
  const wastedShare = total === 0 ? 0 : Math.round((100 * Number(data.wasted_usd)) / total);
  const tokens = data.tokens_in + data.tokens_cached + data.tokens_out;
  return (
    <Stats label="Summary">
      <Stat
        label="Total"
        value={<Money usd={data.cost_usd} />}
        note={`${formatDuration(data.compute_ms)} of compute`}
      />
      <Stat
        label="Per landed patch"
        value={<Money usd={data.cost_per_landed_patch_usd} />}
        note={`${formatCount(data.landed_patches)} landed`}
      />
      <Stat
        label="Wasted"
        value={<Money usd={data.wasted_usd} />}
        note={total === 0 ? 'Attempts that did not land' : `${wastedShare} %: attempts that did not land`}
      />
      <Stat
        label="Unpriced"
        value={formatCount(data.unpriced)}
        note={data.unpriced === 0 ? 'Every use has a price' : 'Uses without a price: not in the total'}
        {...(data.unpriced === 0 ? {} : { tone: 'warning' })}
      />
      <Stat
        label="Tokens"
        value={
          <Hint text={`${formatCount(tokens)} tokens`}>
            <span>{compact(tokens)}</span>
          </Hint>
        }
        note={`${compact(data.tokens_in)} in, ${compact(data.tokens_cached)} cached, ${compact(data.tokens_out)} out`}
      />
    </Stats>
  );
}

const compact = (count: number): string =>
  Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 }).format(count);
