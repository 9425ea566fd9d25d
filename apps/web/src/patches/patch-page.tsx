'use client';

import { ArrowLeft } from 'lucide-react';
import { Link } from '@/ui/link';
import { PatchView } from './patch-view';

/** The page of a patch, below the head of its run. */
export function PatchPage({ runId, patchId }: { readonly runId: string; readonly patchId: string }) {
  return (
    <>
      <Link
        href={`/runs/${runId}/patches`}
        className="inline-flex items-center gap-1.5 self-start rounded text-accent hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        All patches of this run
      </Link>
      <PatchView key={patchId} patchId={patchId} />
    </>
  );
}
