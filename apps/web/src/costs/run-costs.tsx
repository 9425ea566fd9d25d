'use client';

import { BudgetPanel } from './budget-panel';
import { CostRecords } from './cost-records';
import { CostTables } from './cost-tables';
import { CostTiles } from './cost-tiles';

const dimensions = ['task', 'tool', 'model', 'resource_type'] as const;

/** What one run cost: its figures, its budgets over time, by task, tool, model and resource, and every single use. */
export function RunCosts({ runId }: { readonly runId: string }) {
  const scope = { run_id: runId };
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <CostTiles scope={scope} />
      <BudgetPanel runId={runId} />
      <CostTables scope={scope} dimensions={dimensions} />
      <CostRecords runId={runId} />
    </div>
  );
}
