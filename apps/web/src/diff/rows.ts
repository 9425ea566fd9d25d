import type { FileDiff } from '@uet/schemas/api';
import { align, type LinePair } from './align';
import { type Anchor, anchorKey, anchorOf, type DiffLine, type Hunk } from './diff-line';

/** Whether both states of a file are shown in one column or in two. */
export type Layout = 'unified' | 'split';

interface Row {
  readonly key: string;
  readonly file: FileDiff;
}

/** A line as it is drawn; `partner` is the other state of a changed line. */
export interface LineRow extends Row {
  readonly kind: 'line';
  readonly hunk: Hunk;
  readonly line: DiffLine;
  readonly partner: DiffLine | null;
}

/** Two lines side by side. */
export interface PairRow extends Row {
  readonly kind: 'pair';
  readonly hunk: Hunk;
  readonly pair: LinePair;
}

/** What a diff is drawn as, from top to bottom: only what is in view is in the page. */
export type DiffRow =
  | LineRow
  | PairRow
  | (Row & { readonly kind: 'file'; readonly folded: boolean })
  | (Row & { readonly kind: 'hunk'; readonly hunk: Hunk; readonly folded: boolean })
  | (Row & { readonly kind: 'note'; readonly text: string })
  | (Row & { readonly kind: 'large' })
  | (Row & { readonly kind: 'thread'; readonly anchor: Anchor });

/** What a diff is to be drawn with. */
export interface RowOptions {
  readonly layout: Layout;
  /** Keys of the file and hunk rows that are folded. */
  readonly folded: ReadonlySet<string>;
  /** Keys of the anchors that have comments or a form. */
  readonly threads: ReadonlySet<string>;
}

const modeWords: Readonly<Record<string, string>> = {
  '100644': 'regular file',
  '100755': 'executable file',
  '120000': 'symbolic link',
  '160000': 'submodule',
};

const modeName = (mode: string): string => `${mode} (${modeWords[mode] ?? 'other'})`;

/** What there is to know of a file beside its lines, one sentence each. */
export function notesOf(file: FileDiff): readonly string[] {
  const notes: string[] = [];
  const { old_path: before, old_mode: oldMode, new_mode: newMode } = file;
  if (before !== null && before !== file.path) {
    notes.push(`${file.kind === 'copy' ? 'Copied' : 'Renamed'} from ${before}`);
  }
  if (oldMode !== null && newMode !== null && oldMode !== newMode) {
    notes.push(`Mode changed from ${modeName(oldMode)} to ${modeName(newMode)}`);
  } else if (file.kind === 'add' && newMode !== null && newMode !== '100644') {
    notes.push(`New ${modeName(newMode)}`);
  }
  if (file.binary) notes.push('Binary file: its content is not shown');
  else if (!file.too_large && file.hunks.length === 0 && notes.length === 0) notes.push('No lines changed');
  return notes;
}

const pairs = new WeakMap<Hunk, readonly LinePair[]>();

function pairsOf(hunk: Hunk): readonly LinePair[] {
  const known = pairs.get(hunk) ?? align(hunk.lines);
  pairs.set(hunk, known);
  return known;
}

/** The other state of each changed line. */
function partnersOf(hunk: Hunk): ReadonlyMap<DiffLine, DiffLine> {
  const partners = new Map<DiffLine, DiffLine>();
  for (const { left, right, related } of pairsOf(hunk)) {
    if (!related || left === null || right === null) continue;
    partners.set(left, right);
    partners.set(right, left);
  }
  return partners;
}

/** The comments on a context line may be about it before or after the change. */
function anchorsOf(path: string, line: DiffLine): Anchor[] {
  const anchor = anchorOf(path, line);
  return line.kind === 'context' ? [{ path, side: 'old', line: line.old_line }, anchor] : [anchor];
}

function lineRows(file: FileDiff, hunk: Hunk, key: string, { layout, threads }: RowOptions): DiffRow[] {
  const threadsAt = (line: DiffLine | null): DiffRow[] =>
    line === null || threads.size === 0
      ? []
      : anchorsOf(file.path, line)
          .filter((anchor) => threads.has(anchorKey(anchor)))
          .map((anchor) => ({ kind: 'thread', key: `thread ${anchorKey(anchor)}`, file, anchor }));
  if (layout === 'split') {
    return pairsOf(hunk).flatMap((pair, index): DiffRow[] => [
      { kind: 'pair', key: `${key} ${index}`, file, hunk, pair },
      ...threadsAt(pair.left),
      ...(pair.left === pair.right ? [] : threadsAt(pair.right)),
    ]);
  }
  const partners = partnersOf(hunk);
  return hunk.lines.flatMap((line, index): DiffRow[] => [
    { kind: 'line', key: `${key} ${index}`, file, hunk, line, partner: partners.get(line) ?? null },
    ...threadsAt(line),
  ]);
}

/** The rows of a diff, from top to bottom. */
export function rowsOf(files: readonly FileDiff[], options: RowOptions): readonly DiffRow[] {
  const { folded, threads } = options;
  return files.flatMap((file): DiffRow[] => {
    const isFolded = folded.has(file.path);
    const head: DiffRow[] = [{ kind: 'file', key: file.path, file, folded: isFolded }];
    if (isFolded) return head;
    const fileAnchor: Anchor = { path: file.path, side: null, line: null };
    if (threads.has(anchorKey(fileAnchor))) {
      head.push({ kind: 'thread', key: `thread ${file.path}`, file, anchor: fileAnchor });
    }
    for (const text of notesOf(file)) head.push({ kind: 'note', key: `${file.path} ${text}`, file, text });
    if (file.too_large) head.push({ kind: 'large', key: `${file.path} large`, file });
    for (const [index, hunk] of file.hunks.entries()) {
      const key = `${file.path} @${index}`;
      head.push({ kind: 'hunk', key, file, hunk, folded: folded.has(key) });
      if (!folded.has(key)) head.push(...lineRows(file, hunk, key, options));
    }
    return head;
  });
}

/** Where a file, or a line of it, stands among the rows; -1 where it does not. */
export function rowOf(rows: readonly DiffRow[], { path, side, line }: Anchor): number {
  const head = rows.findIndex((row) => row.kind === 'file' && row.file.path === path);
  if (head === -1 || line === null) return head;
  const at = rows.findIndex((row, index) => {
    if (index < head || row.file.path !== path) return false;
    if (row.kind === 'line') return row.line[side === 'old' ? 'old_line' : 'new_line'] === line;
    if (row.kind !== 'pair') return false;
    return side === 'old' ? row.pair.left?.old_line === line : row.pair.right?.new_line === line;
  });
  return at === -1 ? head : at;
}
