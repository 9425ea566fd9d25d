'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '@/api/api';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { formatCount } from '@/ui/format';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { Tabs } from '@/ui/tabs';
import { useUrl } from '@/ui/use-url';
import type { CostBy } from './cost-by';
import { costCsv } from './cost-csv';
import { CostTable } from './cost-table';
import type { CostScope } from './cost-tiles';

const titles: Readonly<Record<CostBy, string>> = {
  model: 'Model',
  tool: 'Tool',
  template: 'Template',
  run: 'Run',
  task: 'Task',
  resource_type: 'Resource',
};

interface CostTablesProps {
  readonly scope: CostScope;
  readonly dimensions: readonly CostBy[];
}

/** Costs by one thing at a time, the dearest first; the choice is in the address. */
export function CostTables({ scope, dimensions }: CostTablesProps) {
  const [query, change] = useUrl();
  const by = dimensions.find((each) => each === query.get('by')) ?? dimensions[0] ?? 'model';
  return (
    <Panel flush>
      <Tabs
        label="Costs"
        value={by}
        onChange={(key) => change({ by: key === dimensions[0] ? null : key })}
        items={dimensions.map((key) => ({
          key,
          label: `By ${titles[key].toLowerCase()}`,
          content: <CostLines by={key} scope={scope} />,
        }))}
      />
    </Panel>
  );
}

/** How many lines a list has at most. */
const limit = 200;

/** How many of them are shown until somebody asks for more. */
const shortList = 20;

function CostLines({ by, scope }: { readonly by: CostBy; readonly scope: CostScope }) {
  const api = useApi();
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery(
    api.costs.by.queryOptions({ dimension: by, ...scope, limit }, { placeholderData: keepPreviousData }),
  );
  if (data === undefined) {
    return error === null ? <Loading /> : <Problem error={error} retry={() => void refetch()} />;
  }
  if (data.items.length === 0) return <Empty title="No costs">Nothing was spent here.</Empty>;
  const count = data.items.length;
  return (
    <>
      <CostTable
        by={by}
        title={titles[by]}
        lines={all ? data.items : data.items.slice(0, shortList)}
        runId={scope.run_id}
      />
      <footer className="flex items-center justify-between gap-2 border-t border-line px-4 py-1.5 text-muted">
        <span>
          {count === limit ? `The ${limit} dearest` : `${formatCount(count)} in all`}
          {count > shortList ? (
            <Button compact look="quiet" className="ml-2" onClick={() => setAll(!all)}>
              {all ? `Show ${shortList}` : `Show all ${count}`}
            </Button>
          ) : null}
        </span>
        <span className="flex items-center gap-1">
          CSV
          <CopyButton text={costCsv(data.items)} label="Copy as CSV" />
        </span>
      </footer>
    </>
  );
}
