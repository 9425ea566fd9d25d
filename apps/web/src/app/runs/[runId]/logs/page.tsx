import { RunLogs } from '@/logs/run-logs';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunLogs runId={runId} />;
}
