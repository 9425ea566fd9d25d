'use client';

import type { RunLine } from '@uet/schemas/api';
import { ClipboardCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '@/ui/classes';
import { Link } from '@/ui/link';
import { stateRow } from '@/ui/state-badge';
import { Age } from '@/ui/time';
import { toneClasses } from '@/ui/tones';

interface LineProps {
  readonly tone: keyof typeof toneClasses;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

const Line = ({ tone, icon, children }: LineProps) => (
  <p className={classes('flex items-start gap-2 rounded-md px-3 py-2 [&_svg]:mt-0.5', toneClasses[tone])}>
    {icon}
    <span className="min-w-0 break-words">{children}</span>
  </p>
);

const UsedUp = ({ runId }: { readonly runId: string }) => (
  <>
    Its budget was used up before all was done.{' '}
    <Link href={`/runs/${runId}/cost`} className="font-medium underline">
      Raise it
    </Link>
    , then retry the run.
  </>
);

/** What a reader has to know of a run before anything else: why it is as it is, and what it waits for. */
export function RunNotices({ run }: { readonly run: RunLine }) {
  const { tone } = stateRow('run', run.state);
  const Icon = tone === 'bad' || tone === 'warning' ? TriangleAlert : Info;
  const several = run.approvals_pending > 1;
  return (
    <>
      {run.reason === null ? null : (
        <Line tone={tone} icon={<Icon aria-hidden className="size-4 shrink-0" />}>
          {run.reason === 'budget_exceeded' ? <UsedUp runId={run.id} /> : run.reason}
        </Line>
      )}
      {run.cancel_requested_at === null || run.ended_at !== null ? null : (
        <Line tone="warning" icon={<TriangleAlert aria-hidden className="size-4 shrink-0" />}>
          It is being stopped (asked <Age at={run.cancel_requested_at} />
          ): what runs finishes and lands, then the run ends.
        </Line>
      )}
      {run.approvals_pending === 0 || run.ended_at !== null ? null : (
        <Line tone="waiting" icon={<ClipboardCheck aria-hidden className="size-4 shrink-0" />}>
          It waits for {run.approvals_pending} {several ? 'approvals' : 'approval'}.{' '}
          <Link href={`/approvals?run=${run.id}`} className="font-medium underline">
            {several ? 'Look at them' : 'Look at it'}
          </Link>
        </Line>
      )}
    </>
  );
}
