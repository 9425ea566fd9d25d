import { RunGraphView } from '@/graph/run-graph-view';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunGraphView runId={runId} />;
}
