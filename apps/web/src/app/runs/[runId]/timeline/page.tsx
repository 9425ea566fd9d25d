import { RunTimelineView } from '@/timeline/run-timeline-view';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunTimelineView runId={runId} />;
}
