'use client';

import { CopyPlus } from 'lucide-react';
import { useSelectedLayoutSegment } from 'next/navigation';
import type { ReactNode } from 'react';
import { TaskPeek } from '@/tasks/task-peek';
import { runAgainHref } from '@/templates/start/start-values';
import { buttonClasses } from '@/ui/button';
import { Link } from '@/ui/link';
import { Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
import { StateBadge } from '@/ui/state-badge';
import { RunButtons } from './run-buttons';
import { RunFacts } from './run-facts';
import { RunNotices } from './run-notices';
import { RunProgress } from './run-progress';
import { RunTabs } from './run-tabs';
import { RunTitle } from './run-title';
import { useRun, useRunGraphAhead } from './use-run';

/** The sides of a run that are made from its graph. */
const sidesWithGraph: ReadonlySet<string> = new Set(['graph', 'timeline', 'tasks', 'logs']);

/** What surrounds every side of a run: what it is, how it stands, what can be done; and the peek at a task. */
export function RunFrame({ runId, children }: { readonly runId: string; readonly children: ReactNode }) {
  const { data: page, error, refetch } = useRun(runId);
  const side = useSelectedLayoutSegment() ?? 'graph';
  useRunGraphAhead(runId, sidesWithGraph.has(side));
  if (page === undefined) {
    return (
      <Panel>
        {error === null ? <Loading lines={5} /> : <Problem error={error} retry={() => void refetch()} />}
      </Panel>
    );
  }
  const { run } = page;
  return (
    <>
      <RunTitle run={run} />
      <header className="flex flex-col gap-3">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="flex min-w-0 items-baseline gap-2 text-xl font-semibold tracking-tight">
              <Link href="/runs" className="text-muted hover:text-text">
                Runs
              </Link>
              <span aria-hidden className="text-faint">
                /
              </span>
              <span className="min-w-0 truncate">{run.template_name}</span>
              <span className="text-[13px] font-normal text-faint">{run.template_version}</span>
            </h1>
            <StateBadge of="run" state={run.state} reason={run.reason} />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {run.ended_at === null ? null : (
              <Link href={runAgainHref(run.template_name, page.record.config)} className={buttonClasses()}>
                <CopyPlus aria-hidden className="size-4" />
                Run again with changes
              </Link>
            )}
            <RunButtons run={run} />
          </div>
        </div>
        <RunNotices run={run} />
        <RunFacts page={page} />
        <RunProgress page={page} />
      </header>
      <RunTabs runId={runId} />
      {children}
      <TaskPeek runId={runId} />
    </>
  );
}
