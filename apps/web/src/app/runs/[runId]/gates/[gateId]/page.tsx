import { GatePage } from '@/gates/gate-page';

interface PageProps {
  readonly params: Promise<{ readonly runId: string; readonly gateId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId, gateId } = await params;
  return <GatePage runId={runId} gateId={gateId} />;
}
