import { RunTasks } from '@/tasks/run-tasks';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunTasks runId={runId} />;
}
