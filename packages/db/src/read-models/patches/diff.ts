import { type Hunk, hunkLines, type ParsedFile, parsePatch } from '@uet/core';
import type { FileDiff } from '@uet/schemas/api';
import { type Answers, found, type Looking } from '../answers.js';
import { sql } from '../sql/sql.js';
import { languageOf } from './language.js';

const mostFiles = 300;
const text = new TextDecoder('utf-8');
const lineFeed = 10;
type DiffHunk = FileDiff['hunks'][number];
type DiffLine = DiffHunk['lines'][number];

/** What a patch does, file by file; a file with more lines than asked for is told without its hunks. */
export const diffOfPatch =
  ({ reader }: Looking): Answers<'patches', 'diff'> =>
  async ({ patch_id: patchId, path, max_lines: maxLines }) => {
    const [row] = await reader.rows<{ diff: string }>(sql`select diff from patches where id = ${patchId}`);
    const { files } = parsePatch(Buffer.from(found(row, 'patch', patchId).diff, 'base64'));
    const wanted = files.filter((file) => path === null || file.path === path || file.oldPath === path);
    return {
      files: wanted.slice(0, mostFiles).map((file) => fileDiffOf(file, maxLines)),
      more_files: Math.max(0, wanted.length - mostFiles),
    };
  };

function fileDiffOf(file: ParsedFile, maxLines: number): FileDiff {
  const lines = file.hunks.reduce((sum, { oldCount, newCount }) => sum + Math.max(oldCount, newCount), 0);
  const isTooLarge = lines > maxLines;
  return {
    path: file.path,
    kind: file.kind,
    insertions: file.insertions,
    deletions: file.deletions,
    binary: file.isBinary,
    old_path: file.oldPath === file.path ? null : (file.oldPath ?? null),
    old_mode: file.oldMode ?? null,
    new_mode: file.newMode ?? null,
    language: languageOf(file.path),
    hunks: isTooLarge ? [] : file.hunks.map((hunk) => hunkOf(file, hunk)),
    too_large: isTooLarge,
  };
}

function hunkOf(file: ParsedFile, hunk: Hunk): DiffHunk {
  let [oldLine, newLine] = [hunk.oldStart, hunk.newStart];
  const lines: DiffLine[] = [];
  for (const { op, text: bytes } of hunkLines(file, hunk)) {
    lines.push({
      kind: op === '+' ? 'add' : op === '-' ? 'delete' : 'context',
      old_line: op === '+' ? null : oldLine,
      new_line: op === '-' ? null : newLine,
      text: text.decode(bytes.at(-1) === lineFeed ? bytes.subarray(0, -1) : bytes),
    });
    if (op !== '+') oldLine += 1;
    if (op !== '-') newLine += 1;
  }
  return {
    header: headerOf(file, hunk),
    old_start: hunk.oldStart,
    old_lines: hunk.oldCount,
    new_start: hunk.newStart,
    new_lines: hunk.newCount,
    lines,
  };
}

/** What follows the second `@@`, usually the function that the hunk is in. */
function headerOf({ bytes }: ParsedFile, { start }: Hunk): string {
  const begin = bytes.lastIndexOf(lineFeed, start - 2) + 1;
  const line = text.decode(bytes.subarray(begin, start - 1));
  return /^@@ [^@]+ @@ ?(.*)$/.exec(line)?.[1] ?? '';
}
