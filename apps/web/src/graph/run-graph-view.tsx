'use client';

import dynamic from 'next/dynamic';
import { useRunGraph } from '@/run/use-run';
import { Empty, Loading, Problem } from '@/ui/notices';
import { Panel } from '@/ui/panel';

const loading = () => <Loading lines={12} height={40} />;

const loadCanvas = () => import('./graph-canvas').then((module) => module.GraphCanvas);
const GraphCanvas = dynamic(loadCanvas, { ssr: false, loading });
// Fetched beside the graph, and not after it; what failed is tried again when it is drawn.
if (typeof window !== 'undefined') loadCanvas().catch(() => undefined);

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
