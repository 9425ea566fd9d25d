'use client';

import { ChevronsDownUp, ChevronsUpDown, Columns2, Rows2 } from 'lucide-react';
import { LineCounts } from '@/diff/file-change';
import type { Layout } from '@/diff/rows';
import { Button } from '@/ui/button';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';
import { Keys } from '@/ui/keys';

const layouts = [
  { layout: 'unified', text: 'Unified', icon: Rows2 },
  { layout: 'split', text: 'Side by side', icon: Columns2 },
] as const;

interface DiffToolbarProps {
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
  readonly layout: Layout;
  /** Whether there is room for two columns. */
  readonly wide: boolean;
  readonly onLayout: (layout: Layout) => void;
  readonly allFolded: boolean;
  readonly onFoldAll: () => void;
}

/** What a diff is in figures, and how it is shown. */
export function DiffToolbar(props: DiffToolbarProps) {
  const { files, insertions, deletions, layout, wide, onLayout, allFolded, onFoldAll } = props;
  const FoldIcon = allFolded ? ChevronsUpDown : ChevronsDownUp;
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5">
      <h3 className="font-semibold">
        {formatCount(files)} {files === 1 ? 'file' : 'files'} changed
      </h3>
      <LineCounts insertions={insertions} deletions={deletions} />
      <span className="ml-auto" />
      <span className="hidden items-center gap-2 text-[13px] text-muted lg:inline-flex">
        <Keys keys={['n']} /> <Keys keys={['p']} /> next and previous file
      </span>
      <Button compact look="quiet" onClick={onFoldAll}>
        <FoldIcon aria-hidden className="size-3.5" />
        {allFolded ? 'Unfold all' : 'Fold all'}
      </Button>
      {wide ? (
        <fieldset className="flex rounded-md border border-line-strong">
          <legend className="sr-only">Layout</legend>
          {layouts.map(({ layout: each, text, icon: Icon }) => (
            <button
              key={each}
              type="button"
              aria-pressed={layout === each}
              onClick={() => onLayout(each)}
              className={classes(
                'inline-flex h-7 items-center gap-1.5 px-2 text-[13px] font-medium first:rounded-l-[5px] last:rounded-r-[5px]',
                layout === each ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-sunken hover:text-text',
              )}
            >
              <Icon aria-hidden className="size-3.5" />
              {text}
            </button>
          ))}
        </fieldset>
      ) : null}
    </header>
  );
}
