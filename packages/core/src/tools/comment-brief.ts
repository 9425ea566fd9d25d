import type { PatchComment } from '@uet/schemas';
import { hunkLines, type ParsedFile, type ParsedPatch } from '../patches/patch.js';

/** How many lines of the diff are shown on either side of the one that a comment is about. */
const around = 3;
/** A line of the diff is cut here: minified files have lines of a megabyte. */
const widest = 200;

/** A comment, and the patch that it is about; null where the patch cannot be read. */
export interface CommentOnPatch {
  readonly comment: Pick<PatchComment, 'path' | 'side' | 'line' | 'body' | 'author'>;
  readonly patch: ParsedPatch | null;
}

/** What people said of earlier patches of a task, each with its place and a few lines of the diff; null for nothing. */
export function commentBrief(comments: readonly CommentOnPatch[]): string | null {
  return comments.length === 0 ? null : comments.map(commentText).join('\n\n');
}

function commentText({ comment, patch }: CommentOnPatch): string {
  const { path, line, side, author, body } = comment;
  const place = [path ?? 'the whole change', ...(line === null ? [] : [line])].join(':');
  const before = side === 'old' ? ' (before the change)' : '';
  const who = author.replace(/^person:/, '');
  const said = body
    .trim()
    .split('\n')
    .map((text) => `> ${text}`.trimEnd());
  const shown = patch === null ? [] : excerpt(patch, comment);
  const diff = shown.length === 0 ? [] : ['', '```diff', ...shown, '```'];
  return [`${place}${before}, ${who}:`, ...said, ...diff].join('\n');
}

/** The lines of the diff around the one that is meant; none where the diff does not show it. */
function excerpt({ files }: ParsedPatch, { path, side, line }: CommentOnPatch['comment']): string[] {
  const file = files.find(({ newPath, oldPath }) => path !== null && (newPath === path || oldPath === path));
  if (file === undefined || line === null) return [];
  for (const hunk of file.hunks) {
    const [start, count] = side === 'old' ? [hunk.oldStart, hunk.oldCount] : [hunk.newStart, hunk.newCount];
    if (line >= start && line < start + count) return linesAround(file, hunk, { side, line });
  }
  return [];
}

function linesAround(
  file: ParsedFile,
  hunk: ParsedFile['hunks'][number],
  { side, line }: Pick<PatchComment, 'side' | 'line'>,
): string[] {
  const other = side === 'old' ? '+' : '-';
  const decoder = new TextDecoder();
  const lines: string[] = [];
  let number = side === 'old' ? hunk.oldStart : hunk.newStart;
  let meant = 0;
  for (const { op, text } of hunkLines(file, hunk)) {
    if (op !== other) {
      if (number === line) meant = lines.length;
      number += 1;
    }
    lines.push(`${op}${decoder.decode(text).trimEnd()}`.slice(0, widest));
  }
  return lines.slice(Math.max(0, meant - around), meant + around + 1);
}
