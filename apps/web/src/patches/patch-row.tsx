import type { PatchLine } from '@uet/schemas/api';
import { ClipboardCheck, MessageSquare } from 'lucide-react';
import { LineCounts } from '@/diff/file-change';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';
import { Hint } from '@/ui/hint';
import { Link } from '@/ui/link';
import { StateBadge } from '@/ui/state-badge';
import { Age } from '@/ui/time';

interface PatchRowProps {
  readonly patch: PatchLine;
  readonly selected: boolean;
  /** Shows it beside the list; null where it has its page only. */
  readonly onSelect: (() => void) | null;
}

/** A patch in the list: its state, its task, what it touches. */
export function PatchRow({ patch, selected, onSelect }: PatchRowProps) {
  const { files_touched: files, comments_open: open, approval } = patch;
  return (
    <li className={classes('border-b border-line last:border-b-0', selected && 'bg-accent-soft')}>
      <Link
        href={`/runs/${patch.run_id}/patches/${patch.id}`}
        aria-current={selected ? 'true' : undefined}
        onClick={(event) => {
          if (onSelect === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onSelect();
        }}
        className="flex flex-col gap-1 px-4 py-2.5 -outline-offset-2 hover:bg-sunken/60"
      >
        <span className="flex items-start justify-between gap-3">
          <span className="min-w-0 font-medium break-words">{patch.task_title}</span>
          <StateBadge of="patch" state={patch.state} reason={patch.reason} />
        </span>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-[13px] text-muted">
          <code className="font-mono">{patch.task_key}</code>
          <span>
            {formatCount(files.length)} {files.length === 1 ? 'file' : 'files'}
          </span>
          <LineCounts insertions={patch.insertions} deletions={patch.deletions} />
          {open === 0 ? null : (
            <span className="inline-flex items-center gap-1 text-waiting">
              <MessageSquare aria-hidden className="size-3.5" />
              {open}
              <span className="sr-only"> open comments</span>
            </span>
          )}
          {approval?.state === 'pending' ? (
            <Hint text="Waits for a person’s leave to land">
              <span className="inline-flex items-center gap-1 text-waiting">
                <ClipboardCheck aria-hidden className="size-3.5" />
                approval
              </span>
            </Hint>
          ) : null}
          <span className="ml-auto">
            <Age at={patch.created_at} />
          </span>
        </span>
        {patch.reason === null ? null : (
          <span className="line-clamp-2 text-[13px] break-words text-muted">{patch.reason}</span>
        )}
      </Link>
    </li>
  );
}
