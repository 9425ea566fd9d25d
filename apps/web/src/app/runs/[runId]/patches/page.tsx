import { RunPatches } from '@/patches/run-patches';

interface PageProps {
  readonly params: Promise<{ readonly runId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId } = await params;
  return <RunPatches runId={runId} />;
}
