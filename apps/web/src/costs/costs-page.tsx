'use client';

import { useState } from 'react';
import { PageHead } from '@/ui/panel';
import { useUrl } from '@/ui/use-url';
import { CostTables } from './cost-tables';
import { CostTiles } from './cost-tiles';
import { CostsByDay } from './costs-by-day';
import { periodOf } from './period';
import { PeriodPicker } from './period-picker';
import { useLiveCosts } from './use-live-costs';

const dimensions = ['model', 'tool', 'template', 'run'] as const;

/** What runs cost: by day, model, tool, template and run, and for each patch that landed. */
export function CostsPage() {
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [query, change] = useUrl();
  const period = periodOf(query, today);
  const { since, until } = period;
  useLiveCosts();
  return (
    <>
      <PageHead
        title="Costs"
        about="What attempts cost, and what landed for it. Days begin at midnight UTC."
        actions={<PeriodPicker period={period} onChange={change} />}
      />
      <CostTiles scope={{ since, until }} />
      <CostsByDay period={period} />
      <CostTables scope={{ since, until }} dimensions={dimensions} />
    </>
  );
}
