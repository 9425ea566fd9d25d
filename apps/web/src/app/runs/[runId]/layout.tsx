import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { RunFrame } from '@/run/run-frame';

export const metadata: Metadata = { title: 'Run' };

interface RunLayoutProps {
  readonly params: Promise<{ readonly runId: string }>;
  readonly children: ReactNode;
}

export default async function RunLayout({ params, children }: RunLayoutProps) {
  const { runId } = await params;
  return <RunFrame runId={runId}>{children}</RunFrame>;
}
