'use client';

import type { FileDiff } from '@uet/schemas/api';
import { classes } from '@/ui/classes';
import { useDiff } from './diff-context';
import { type Anchor, anchorKey, anchorOf, type DiffLine, type Hunk, type Side } from './diff-line';
import { CommentButton, LineNumber, Sign } from './line-cells';
import { LineText } from './line-text';
import type { LineRow, PairRow } from './rows';

const looks = { add: 'diff-add', delete: 'diff-delete', context: '' } as const;

/** Room for the numbers of a file. */
const numberWidth = ({ hunks }: FileDiff): { readonly width: string } => {
  const last = hunks.at(-1);
  const most = Math.max(
    100,
    (last?.old_start ?? 0) + (last?.old_lines ?? 0),
    (last?.new_start ?? 0) + (last?.new_lines ?? 0),
  );
  return { width: `calc(${String(most).length}ch + 1.25rem)` };
};

const useIsTarget = (anchors: readonly Anchor[]): boolean => {
  const { target } = useDiff();
  return target !== null && anchors.some((anchor) => anchorKey(anchor) === anchorKey(target));
};

/** A line in one column, with its numbers before and after the change. */
export function UnifiedLine({ row, stop }: { readonly row: LineRow; readonly stop: boolean }) {
  const { file, hunk, line, partner } = row;
  const anchor = anchorOf(file.path, line);
  const old: Anchor = { path: file.path, side: 'old', line: line.old_line };
  const isTarget = useIsTarget([anchor, old]);
  const width = numberWidth(file);
  return (
    <div
      className={classes('group/line relative flex font-mono text-[13px] leading-[20px]', looks[line.kind])}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows that are placed one by one cannot be in a table element. */}
      <div role="cell" className={classes('flex shrink-0 pl-6', isTarget && 'diff-target')}>
        <CommentButton anchor={anchor} stop={stop} />
        <span className="hidden md:block" style={width}>
          {line.old_line === null ? null : <LineNumber anchor={old} />}
        </span>
        <span style={width}>
          {line.new_line === null ? (
            <LineNumber anchor={anchor} className="md:hidden" />
          ) : (
            <LineNumber anchor={anchor} />
          )}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      <div role="cell" className="flex min-w-0 flex-1 pr-3">
        <Sign kind={line.kind} />
        <span className="diff-text min-w-0 flex-1">
          <LineText hunk={hunk} line={line} partner={partner} language={file.language} />
        </span>
      </div>
    </div>
  );
}

interface HalfProps {
  readonly file: FileDiff;
  readonly hunk: Hunk;
  readonly side: Side;
  readonly line: DiffLine | null;
  readonly partner: DiffLine | null;
  readonly stop: boolean;
}

function Half({ file, hunk, side, line, partner, stop }: HalfProps) {
  const anchor: Anchor = {
    path: file.path,
    side,
    line: line?.[side === 'old' ? 'old_line' : 'new_line'] ?? null,
  };
  const isTarget = useIsTarget(line === null ? [] : [anchor]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are placed one by one cannot be in a table element.
    <div
      role="cell"
      className={classes(
        'group/line relative flex min-w-0 flex-1 border-line not-first:border-l',
        line === null ? 'diff-none' : looks[line.kind],
      )}
    >
      {line === null ? (
        <span className="sr-only">no line</span>
      ) : (
        <>
          <CommentButton anchor={anchor} stop={stop} />
          <span className={classes('flex shrink-0 pl-6', isTarget && 'diff-target')}>
            <span style={numberWidth(file)}>
              <LineNumber anchor={anchor} />
            </span>
          </span>
          <Sign kind={line.kind} />
          <span className="diff-text min-w-0 flex-1 pr-2">
            <LineText hunk={hunk} line={line} partner={partner} language={file.language} />
          </span>
        </>
      )}
    </div>
  );
}

/** Two states of a line side by side. */
export function SplitLine({ row, stop }: { readonly row: PairRow; readonly stop: boolean }) {
  const { file, hunk, pair } = row;
  const shared = { file, hunk, stop };
  const [left, right] = pair.related ? [pair.left, pair.right] : [null, null];
  return (
    <div className="flex font-mono text-[13px] leading-[20px]">
      <Half {...shared} side="old" line={pair.left} partner={right} />
      <Half {...shared} side="new" line={pair.right} partner={left} />
    </div>
  );
}
