'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Budget } from '@uet/schemas';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { burnDownOf } from '@/charts/burn-down';
import { formatMoney } from '@/ui/format';
import { Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { BudgetTable } from './budget-table';
import { RaiseBudget } from './raise-budget';

const BurnDownChart = dynamic(async () => (await import('@/charts/burn-down-chart')).BurnDownChart, {
  ssr: false,
  loading: () => <Loading lines={1} height={224} />,
});

/** The budgets of a run: what was spent over time against the limit, and each of them with what is left. */
export function BudgetPanel({ runId }: { readonly runId: string }) {
  const api = useApi();
  const [raised, setRaised] = useState<Budget | null>(null);
  const options = { placeholderData: keepPreviousData };
  const budgets = useQuery(api.budgets.list.queryOptions({ run_id: runId }, options));
  const burnDown = useQuery(api.budgets.burn_down.queryOptions({ run_id: runId }, options));
  const error = budgets.error ?? burnDown.error;
  const retry = (): void => void Promise.all([budgets.refetch(), burnDown.refetch()]);
  return (
    <Panel title="Budget" flush>
      {burnDown.data === undefined || budgets.data === undefined ? (
        error === null ? (
          <Loading lines={1} height={256} />
        ) : (
          <Problem error={error} retry={retry} />
        )
      ) : (
        <>
          {burnDown.data.points.length < 2 ? (
            <p className="px-4 py-6 text-muted">
              Nothing was spent yet: the chart begins with the first cost.
            </p>
          ) : (
            <div className="h-64 p-4">
              <BurnDownChart
                burnDown={burnDownOf(burnDown.data)}
                label={burnDownWords(
                  burnDown.data.points.at(-1)?.spent_usd ?? '0',
                  burnDown.data.max_cost_usd,
                )}
              />
            </div>
          )}
          {budgets.data.items.length === 0 ? (
            <p className="border-t border-line px-4 py-3 text-muted">
              This run has no budget: nothing stops its spending.
            </p>
          ) : (
            <div className="border-t border-line">
              <BudgetTable budgets={budgets.data.items} onRaise={setRaised} />
            </div>
          )}
        </>
      )}
      {raised === null ? null : <RaiseBudget budget={raised} onClose={() => setRaised(null)} />}
    </Panel>
  );
}

const burnDownWords = (spent: string, limit: string | null): string =>
  `Spent over time: ${formatMoney(spent)}${limit === null ? '' : ` of ${formatMoney(limit)}`}`;
