import { PatchPage } from '@/patches/patch-page';

interface PageProps {
  readonly params: Promise<{ readonly runId: string; readonly patchId: string }>;
}

export default async function Page({ params }: PageProps) {
  const { runId, patchId } = await params;
  return <PatchPage runId={runId} patchId={patchId} />;
}
