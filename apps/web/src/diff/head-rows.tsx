'use client';

import type { FileDiff } from '@uet/schemas/api';
import { ChevronDown, ChevronRight, MessageSquarePlus } from 'lucide-react';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { CopyButton } from '@/ui/copy-button';
import { formatCount } from '@/ui/format';
import { IconButton } from '@/ui/icon-button';
import { useDiff } from './diff-context';
import type { Hunk } from './diff-line';
import { ChangeIcon, LineCounts } from './file-change';

interface FileHeadProps {
  readonly file: FileDiff;
  readonly folded: boolean;
  readonly className?: string;
  /** On one line: of a long path, the end is shown. */
  readonly short?: boolean;
}

/** The head of a file: what is done to it, and how much. */
export function FileHead({ file, folded, className, short = false }: FileHeadProps) {
  const { onFold, onComment } = useDiff();
  const { path, kind } = file;
  return (
    <div className={classes('flex items-center gap-1.5 bg-raised px-1.5 py-1', className)}>
      <button
        type="button"
        aria-expanded={!folded}
        onClick={() => onFold(path)}
        className="flex min-w-0 items-center gap-2 rounded px-1.5 py-1 text-left hover:bg-sunken [&>svg]:size-4 [&>svg]:shrink-0"
      >
        {folded ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
        <ChangeIcon kind={kind} />
        <span
          className={classes(
            'min-w-0 font-mono text-[13px] font-medium',
            short ? 'truncate [direction:rtl]' : 'break-all',
          )}
        >
          <bdi>{path}</bdi>
        </span>
      </button>
      <CopyButton text={path} label="Copy the path" />
      <span className="ml-auto" />
      <LineCounts insertions={file.insertions} deletions={file.deletions} />
      {onComment === null ? null : (
        <IconButton
          label="Comment on this file"
          className="size-7"
          onClick={() => onComment({ path, side: null, line: null })}
        >
          <MessageSquarePlus />
        </IconButton>
      )}
    </div>
  );
}

interface HunkHeadProps {
  readonly hunk: Hunk;
  readonly folded: boolean;
  readonly onFold: () => void;
}

/** Where a hunk is, and in what; folds it. */
export function HunkHead({ hunk, folded, onFold }: HunkHeadProps) {
  const place = `@@ −${hunk.old_start},${hunk.old_lines} +${hunk.new_start},${hunk.new_lines} @@`;
  return (
    <button
      type="button"
      aria-expanded={!folded}
      onClick={onFold}
      className="flex w-full items-center gap-2 bg-accent-soft px-3 py-1 text-left font-mono text-[13px] text-muted hover:text-text [&>svg]:size-3.5 [&>svg]:shrink-0"
    >
      {folded ? <ChevronRight aria-hidden /> : <ChevronDown aria-hidden />}
      <span className="shrink-0">{place}</span>
      <span className="min-w-0 truncate text-text">{hunk.header}</span>
      {folded ? (
        <span className="ml-auto shrink-0 font-sans">{formatCount(hunk.lines.length)} lines folded</span>
      ) : null}
    </button>
  );
}

/** Stands for a file that is too large to be sent unasked. */
export function LargeFile({ file }: { readonly file: FileDiff }) {
  const { large, onLoadLarge } = useDiff();
  const state = large.get(file.path);
  if (state === 'too_large') {
    return (
      <p className="px-4 py-3 text-muted">
        This change is too large for a browser: look at it with git instead.
      </p>
    );
  }
  const lines = formatCount(file.insertions + file.deletions);
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-muted">
      <span>
        {typeof state === 'object'
          ? `Not loaded: ${state.problem}`
          : 'A large change is shown when you ask for it.'}
      </span>
      <Button compact busy={state === 'loading'} onClick={() => onLoadLarge(file.path)}>
        Show {lines} lines
      </Button>
    </div>
  );
}
