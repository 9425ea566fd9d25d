'use client';

import { Play } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { Button, buttonClasses } from '@/ui/button';
import { Link } from '@/ui/link';
import { Empty, Problem } from '@/ui/notices';
import { PageHead, Panel } from '@/ui/panel';
import { useUrl } from '@/ui/use-url';
import { RunFilterBar } from './run-filter-bar';
import { filtersOf, noFilters, type RunSort, sortChange } from './run-filters';
import { RunList } from './run-list';
import { SavedViews } from './saved-views';
import { StateTabs } from './state-tabs';
import { useListInput, useRunCounts, useRuns } from './use-runs';
import { useSelection } from './use-selection';

const BulkBar = dynamic(async () => (await import('./bulk-bar')).BulkBar, { ssr: false });

/** The runs: filtered, sorted, live, and what can be done with several at once. */
export function RunsPage() {
  const [query, change] = useUrl();
  const filters = filtersOf(query);
  const input = useListInput(filters);
  const runs = useRuns(filters, input);
  const { data: counts } = useRunCounts(input);
  const selection = useSelection(runs.lines);
  const { clear } = selection;
  const question = query.toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question has other runs.
  useEffect(() => clear(), [question, clear]);
  const sort = (by: RunSort): void => {
    const order = filters.sort === by && filters.order === 'desc' ? 'asc' : 'desc';
    change(sortChange(by, order), { push: true });
  };
  return (
    <>
      <PageHead
        title="Runs"
        actions={
          <>
            <SavedViews />
            <Link href="/templates" className={buttonClasses('primary')}>
              <Play aria-hidden className="size-4" />
              Start a run
            </Link>
          </>
        }
      />
      <Panel flush>
        <StateTabs
          state={filters.state}
          counts={counts?.by_state}
          onChange={(state) => change({ state }, { push: true })}
        />
        <RunFilterBar
          filters={filters}
          templates={counts?.templates ?? []}
          repositories={counts?.repositories ?? []}
          onChange={change}
        />
        <div className="border-t border-line">
          {runs.error !== null && runs.lines.length === 0 ? (
            <Problem error={runs.error} retry={runs.reload} />
          ) : runs.lines.length === 0 && !runs.loading && !runs.hasMore ? (
            <NoRuns
              filtered={Object.keys(noFilters).some((key) => query.has(key))}
              onClear={() => change(noFilters)}
            />
          ) : (
            <RunList runs={runs} filters={filters} onSort={sort} selection={selection} />
          )}
        </div>
      </Panel>
      {selection.ids.size === 0 ? null : <BulkBar lines={runs.lines} selection={selection} />}
    </>
  );
}

function NoRuns({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (filtered) {
    return (
      <Empty title="No run is like this">
        <p>Other filters may show some.</p>
        <Button className="mt-3" onClick={onClear}>
          Clear filters
        </Button>
      </Empty>
    );
  }
  return (
    <Empty title="No runs yet">
      Start one from a{' '}
      <Link href="/templates" className="text-accent underline">
        template
      </Link>
      , or with <code>uet run</code>.
    </Empty>
  );
}
