import { RunEvents } from '@/events/run-events';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunEvents runId={runId} />;
}
