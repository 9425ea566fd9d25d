'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Budget } from '@uet/schemas';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { BudgetTable } from '@/costs/budget-table';
import { RaiseBudget } from '@/costs/raise-budget';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';

/** The budgets of runs that have not ended, the most used first, and how to raise one. */
export function BudgetsPanel() {
  const api = useApi();
  const [raised, setRaised] = useState<Budget | null>(null);
  const { data, error, refetch } = useQuery(
    api.budgets.list.queryOptions({}, { placeholderData: keepPreviousData }),
  );
  if (error !== null && data === undefined) return <Problem error={error} retry={() => void refetch()} />;
  const budgets = data?.items.toSorted((one, other) => usedShare(other) - usedShare(one));
  return (
    <Panel flush title="Budgets of runs that have not ended">
      {budgets === undefined ? <Loading lines={5} /> : null}
      {budgets?.length === 0 ? (
        <Empty title="No budgets">
          No run with a budget is going on. A template or the start of a run sets one; budgets of runs that
          ended are on their own pages.
        </Empty>
      ) : null}
      {budgets === undefined || budgets.length === 0 ? null : (
        <BudgetTable budgets={budgets} onRaise={setRaised} ofRuns />
      )}
      {raised === null ? null : <RaiseBudget budget={raised} onClose={() => setRaised(null)} />}
    </Panel>
  );
}

/** The share of the limit that is spent or reserved. */
const usedShare = ({ spent_usd: spent, reserved_usd: reserved, max_cost_usd: limit }: Budget): number =>
  Number(limit) === 0 ? 1 : (Number(spent) + Number(reserved)) / Number(limit);
