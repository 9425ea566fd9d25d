'use client';

import { memo } from 'react';
import { classes } from '@/ui/classes';
import { useDiff } from './diff-context';
import { FileHead, HunkHead, LargeFile } from './head-rows';
import { SplitLine, UnifiedLine } from './line-rows';
import type { DiffRow } from './rows';

interface DiffRowProps {
  readonly row: DiffRow;
  readonly first: boolean;
  /** Whether the tabulator key stops at this line. */
  readonly stop: boolean;
}

/** One row of a diff, whatever it is. */
export const DiffRowView = memo(function DiffRowView({ row, first, stop }: DiffRowProps) {
  const { onFold, renderThread } = useDiff();
  if (row.kind === 'line') return <UnifiedLine row={row} stop={stop} />;
  if (row.kind === 'pair') return <SplitLine row={row} stop={stop} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are placed one by one cannot be in a table element.
    <div role="cell">
      {row.kind === 'file' ? (
        <FileHead
          file={row.file}
          folded={row.folded}
          className={classes('border-b border-line', !first && 'mt-3 border-t')}
        />
      ) : null}
      {row.kind === 'hunk' ? (
        <HunkHead hunk={row.hunk} folded={row.folded} onFold={() => onFold(row.key)} />
      ) : null}
      {row.kind === 'note' ? <p className="px-4 py-2 text-muted">{row.text}</p> : null}
      {row.kind === 'large' ? <LargeFile file={row.file} /> : null}
      {row.kind === 'thread' ? renderThread(row.anchor) : null}
    </div>
  );
});
