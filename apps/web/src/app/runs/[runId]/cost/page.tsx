import { RunCosts } from '@/costs/run-costs';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunCosts runId={runId} />;
}
