'use client';

import type { PatchComment } from '@uet/schemas';
import type { PatchLine } from '@uet/schemas/api';
import { useMemo, useState } from 'react';
import type { DiffActions } from '@/diff/diff-context';
import { anchorKey } from '@/diff/diff-line';
import { DiffView } from '@/diff/diff-view';
import { FileList } from '@/diff/file-list';
import { createHighlighter } from '@/diff/highlight';
import { useMay } from '@/shell/use-system';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';
import { Empty, Loading, Problem } from '@/ui/notices';
import { byAnchor, openByFile } from './comments';
import { DiffToolbar } from './diff-toolbar';
import { Thread } from './thread';
import { useDrafts } from './use-drafts';
import { useLayout } from './use-layout';
import { usePatchFiles } from './use-patch-files';
import type { Place } from './use-place';

interface PatchDiffProps {
  readonly patch: PatchLine;
  readonly comments: readonly PatchComment[];
  readonly attempts: ReadonlyMap<string, number>;
  readonly place: Place;
  /** Beside a list: without the tree of files. */
  readonly narrow: boolean;
}

/** What a patch does, with the comments on it. */
export function PatchDiff({ patch, comments, attempts, place, narrow }: PatchDiffProps) {
  const { query, tree, files, moreFiles, states, load } = usePatchFiles(patch.id);
  const { layout, wide, choose } = useLayout();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<string | null>(null);
  const [highlighter] = useState(createHighlighter);
  const drafts = useDrafts();
  const mayComment = useMay('operator');
  const places = useMemo(() => byAnchor(comments), [comments]);
  const threads = useMemo(() => new Set([...places.keys(), ...drafts.open]), [places, drafts.open]);
  const { target, mark } = place;
  const actions = useMemo<DiffActions>(
    () => ({
      highlighter,
      target,
      onTarget: mark,
      onComment: mayComment ? drafts.begin : null,
      renderThread: (anchor) => (
        <Thread
          patchId={patch.id}
          anchor={anchor}
          comments={places.get(anchorKey(anchor)) ?? []}
          drafts={drafts}
          attempts={attempts}
        />
      ),
      onFold: (key) =>
        setFolded((all) => {
          const next = new Set(all);
          if (!next.delete(key)) next.add(key);
          return next;
        }),
      large: states,
      onLoadLarge: (path) => void load(path),
    }),
    [highlighter, target, mark, mayComment, drafts, patch.id, places, attempts, states, load],
  );

  if (query.error !== null) return <Problem error={query.error} retry={() => void query.refetch()} />;
  if (files === undefined || tree === undefined) return <Loading lines={14} height={22} />;
  if (files.length === 0) return <Empty title="This patch changes nothing" />;
  const allFolded = files.every(({ path }) => folded.has(path));
  return (
    <>
      <DiffToolbar
        files={files.length + moreFiles}
        insertions={patch.insertions}
        deletions={patch.deletions}
        layout={layout}
        wide={wide}
        onLayout={choose}
        allFolded={allFolded}
        onFoldAll={() => setFolded(new Set(allFolded ? [] : files.map(({ path }) => path)))}
      />
      <div className={classes(!narrow && 'lg:grid lg:grid-cols-[17rem_minmax(0,1fr)]')}>
        <div
          className={classes(
            'border-b border-line',
            narrow
              ? 'max-h-40 overflow-y-auto'
              : 'max-h-56 overflow-y-auto lg:sticky lg:top-12 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:border-b-0',
          )}
        >
          <FileList
            tree={tree}
            current={current}
            comments={openByFile(comments)}
            onChoose={(path) => place.goTo({ path, side: null, line: null })}
          />
        </div>
        <div className={classes('min-w-0', !narrow && 'lg:border-l lg:border-line')}>
          <DiffView
            files={files}
            layout={layout}
            folded={folded}
            threads={threads}
            actions={actions}
            jump={place.jump}
            onCurrent={setCurrent}
          />
          {moreFiles === 0 ? null : (
            <p className="border-t border-line px-4 py-3 text-muted">
              {formatCount(moreFiles)} more files are not listed here: look at the commit with git.
            </p>
          )}
        </div>
      </div>
    </>
  );
}
