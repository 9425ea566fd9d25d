'use client';

import type { FileDiff } from '@uet/schemas/api';
import { useMemo, useState } from 'react';
import { type DiffActions, DiffProvider } from './diff-context';
import './diff.css';
import { type Anchor, anchorHash } from './diff-line';
import { DiffRowView } from './diff-row';
import { createHighlighter } from './highlight';
import { type DiffRow, rowsOf } from './rows';

interface DiffExcerptProps {
  readonly files: readonly FileDiff[];
  /** How many rows are shown at most. */
  readonly limit: number;
  /** Opens the whole diff at a place. */
  readonly onOpen: (anchor: Anchor) => void;
}

/** The first lines of a diff, to see what it is about. */
export function DiffExcerpt({ files, limit, onOpen }: DiffExcerptProps) {
  const [highlighter] = useState(createHighlighter);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () => firstRows(rowsOf(files, { layout: 'unified', folded, threads: new Set() }), limit),
    [files, folded, limit],
  );
  const actions = useMemo<DiffActions>(
    () => ({
      highlighter,
      target: null,
      onTarget: onOpen,
      onComment: null,
      renderThread: () => null,
      onFold: (key) =>
        setFolded((all) => {
          const next = new Set(all);
          if (!next.delete(key)) next.add(key);
          return next;
        }),
      large: new Map(),
      onLoadLarge: (path) => onOpen({ path, side: null, line: null }),
    }),
    [highlighter, onOpen],
  );
  return (
    <DiffProvider value={actions}>
      {/* biome-ignore lint/a11y/useSemanticElements: the rows are those of the whole diff, which are placed one by one. */}
      <div role="table" aria-label="First changes">
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see above; what is in the row has the focus.
          <div key={row.key} role="row">
            <DiffRowView row={row} first={index === 0} stop={false} />
          </div>
        ))}
      </div>
    </DiffProvider>
  );
}

/** As many rows as there is room for; heads at the end would promise lines that do not come. */
function firstRows(rows: readonly DiffRow[], limit: number): readonly DiffRow[] {
  if (rows.length <= limit) return rows;
  const first = rows.slice(0, limit);
  const last = first.findLastIndex(({ kind }) => kind !== 'file' && kind !== 'hunk');
  return first.slice(0, Math.max(1, last + 1));
}

/** The address of a place in the diff of a patch. */
export const diffHref = (runId: string, patchId: string, anchor: Anchor): string =>
  `/runs/${runId}/patches/${patchId}?${new URLSearchParams({ file: anchor.path })}${anchorHash(anchor)}`;
