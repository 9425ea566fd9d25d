import type { FileChange } from '@uet/schemas';
import { CopyPlus, FileMinus, FilePen, FilePlus, FileSymlink, FileX, type LucideIcon } from 'lucide-react';
import { classes } from '@/ui/classes';
import { formatCount } from '@/ui/format';

const kinds: Readonly<
  Record<FileChange['kind'], { readonly word: string; readonly icon: LucideIcon; readonly color: string }>
> = {
  add: { word: 'added', icon: FilePlus, color: 'text-good' },
  delete: { word: 'deleted', icon: FileMinus, color: 'text-bad' },
  modify: { word: 'changed', icon: FilePen, color: 'text-warning' },
  rename: { word: 'renamed', icon: FileSymlink, color: 'text-active' },
  copy: { word: 'copied', icon: CopyPlus, color: 'text-active' },
  mode: { word: 'mode changed', icon: FileX, color: 'text-neutral' },
};

/** What is done to a file, as an icon that has a word. */
export function ChangeIcon({ kind }: { readonly kind: FileChange['kind'] }) {
  const { word, icon: Icon, color } = kinds[kind];
  return (
    <span title={word} className={classes('shrink-0', color)}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{word}</span>
    </span>
  );
}

/** How many lines are added and removed; nothing of what there is none of. */
export function LineCounts({
  insertions,
  deletions,
}: {
  readonly insertions: number;
  readonly deletions: number;
}) {
  return (
    <span className="inline-flex shrink-0 gap-1.5 text-[13px] font-medium whitespace-nowrap">
      {insertions === 0 ? null : (
        <span className="text-good">
          +{formatCount(insertions)}
          <span className="sr-only"> lines added</span>
        </span>
      )}
      {deletions === 0 ? null : (
        <span className="text-bad">
          −{formatCount(deletions)}
          <span className="sr-only"> lines removed</span>
        </span>
      )}
    </span>
  );
}
