'use client';

import type { RunLine } from '@uet/schemas/api';
import { ClipboardCheck, GitMerge, OctagonX, ShieldAlert } from 'lucide-react';
import { classes } from '@/ui/classes';
import { formatCount, formatDuration } from '@/ui/format';
import { type BarPart, ProgressBar } from '@/ui/progress';
import { StateBadge } from '@/ui/state-badge';
import { useNow } from '@/ui/time';

/** The state of a run, and what of it a person should know: it is asked to stop, or waits for somebody. */
export function RunStateCell({ run }: { readonly run: RunLine }) {
  const stopping = run.cancel_requested_at !== null && run.ended_at === null;
  return (
    <span className="flex items-center gap-1.5">
      <StateBadge of="run" state={run.state} reason={run.reason} />
      {stopping ? <Mark icon={OctagonX} text="It was asked to stop" className="text-warning" /> : null}
      {run.approvals_pending > 0 ? (
        <Mark
          icon={ClipboardCheck}
          count={run.approvals_pending}
          text={`Waits for ${counted(run.approvals_pending, 'approval')}`}
          className="text-waiting"
        />
      ) : null}
    </span>
  );
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** How many tasks are done, as a bar and in numbers. */
export function RunProgress({ run }: { readonly run: RunLine }) {
  const { tasks_total: total, tasks_done: done, tasks_failed: failed } = run;
  const parts: BarPart[] = [
    { label: 'done', tone: run.state === 'canceled' ? 'neutral' : 'good', count: Math.max(0, done - failed) },
    { label: 'failed', tone: 'bad', count: failed },
  ];
  const words = `${done} of ${counted(total, 'task')} done${failed > 0 ? `, ${failed} failed` : ''}`;
  return (
    <span className="flex items-center gap-2" title={words}>
      <ProgressBar parts={parts} total={total} label={words} />
      <span aria-hidden className="min-w-12 shrink-0 text-right text-[13px] whitespace-nowrap text-muted">
        {formatCount(done)}/{formatCount(total)}
      </span>
    </span>
  );
}

/** How many patches landed, and how many are set aside. */
export function RunPatches({ run }: { readonly run: RunLine }) {
  const { patches_landed: landed, patches_quarantined: aside } = run;
  return (
    <span className="inline-flex items-center gap-2.5 text-[13px]">
      <Mark
        icon={GitMerge}
        count={landed}
        text={`${counted(landed, 'patch', 'patches')} landed`}
        className={landed === 0 ? 'text-faint' : 'text-good'}
      />
      {aside === 0 ? null : (
        <Mark
          icon={ShieldAlert}
          count={aside}
          text={`${counted(aside, 'patch', 'patches')} in quarantine`}
          className="text-warning"
        />
      )}
    </span>
  );
}

interface MarkProps {
  readonly icon: typeof GitMerge;
  readonly text: string;
  readonly count?: number;
  readonly className: string;
}

/** An icon with a number; what it stands for is read aloud, and shown on hover. */
const Mark = ({ icon: Icon, text, count, className }: MarkProps) => (
  <span title={text} className={classes('inline-flex items-center gap-1', className)}>
    <Icon aria-hidden className="size-3.5 shrink-0" />
    {count === undefined ? null : <span aria-hidden>{formatCount(count)}</span>}
    <span className="sr-only">{text}</span>
  </span>
);

/** How long a run took, or has been going on. */
export function RunDuration({ run }: { readonly run: RunLine }) {
  const now = useNow();
  if (run.started_at === null) return <span className="text-faint">–</span>;
  if (run.ended_at !== null || now === null) return <>{formatDuration(run.duration_ms)}</>;
  return <>{formatDuration(Math.max(0, run.duration_ms ?? 0, now - Date.parse(run.started_at)))}</>;
}
