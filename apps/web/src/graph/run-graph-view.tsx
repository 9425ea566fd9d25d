'use client';

import { useRunGraph } from '@/run/use-run';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';
// Not loaded later: the page is of no use without it, and the server is busy with the graph by then.
import { GraphCanvas } from './graph-canvas';

const loading = () => <Loading lines={12} height={40} />;

/** The graph of a run. */
export function RunGraphView({ runId }: { readonly runId: string }) {
  const { data, error, refetch } = useRunGraph(runId);
  if (data === undefined) {
    return (
      <Panel flush>
        {error === null ? loading() : <Problem error={error} retry={() => void refetch()} />}
      </Panel>
    );
  }
  return (
    <Panel flush className="overflow-hidden">
      {data.tasks.length === 0 ? (
        <Empty title="This run has no tasks yet">They are there as soon as its plan is made.</Empty>
      ) : (
        <GraphCanvas key={runId} graph={data} />
      )}
    </Panel>
  );
}
