import { RunGates } from '@/gates/run-gates';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunGates runId={runId} />;
}
