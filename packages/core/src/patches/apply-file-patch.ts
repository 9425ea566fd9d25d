import { concatBytes, LF } from './bytes.js';
import { type HunkImages, hunkImages } from './hunk-images.js';
import type { ParsedFile } from './patch.js';
import { openFile, placeHunk } from './place-hunk.js';

/**
 * The file after a patch, undefined where it is deleted; or why the patch was not applied. Where `askGit` is
 * true, `git apply` may know better (three-way, binary hunks, its own choice among several places).
 */
export type AppliedFile =
  | { readonly ok: true; readonly after: Uint8Array | undefined }
  | { readonly ok: false; readonly reason: string; readonly askGit: boolean };

const EMPTY = new Uint8Array();

/**
 * Applies the text hunks of one file to its content (undefined: there is no such file) without any fuzz;
 * modes and moves are the caller's. What it answers is what `git apply` would answer: see {@link placeHunk}
 * for where a hunk may go. It refuses rather than guess.
 */
export function applyFilePatch(before: Uint8Array | undefined, file: ParsedFile): AppliedFile {
  if (file.isBinary) return refuse('binary');
  if (file.oldMode === '160000' || file.newMode === '160000') return refuse('submodule', false);
  if (file.kind === 'add') {
    return before === undefined ? applyHunks(EMPTY, file) : refuse('the file exists already');
  }
  if (before === undefined) return refuse('the file does not exist');
  const applied = applyHunks(before, file);
  if (!applied.ok || file.kind !== 'delete') return applied;
  return applied.after?.length === 0
    ? { ok: true, after: undefined }
    : refuse('content is left of a deleted file');
}

function applyHunks(before: Uint8Array, file: ParsedFile): AppliedFile {
  const content = openFile(before);
  const pieces: Uint8Array[] = [];
  let copied = 0;
  for (const hunk of file.hunks) {
    const images = hunkImages(file, hunk);
    const place = placeHunk(content, hunk, images);
    if (!place.ok) return refuse(`the hunk of line ${hunk.line} ${place.reason}`, !isRiskyForGit(images));
    pieces.push(before.subarray(copied, place.at), images.after);
    copied = place.at + images.before.length;
  }
  if (pieces.length === 0) return { ok: true, after: before };
  return { ok: true, after: concatBytes([...pieces, before.subarray(copied)]) };
}

/**
 * git apply matches a hunk whose last line of context lacks its newline in the middle of a file, too, and
 * then glues that line to the one behind it (seen with git 2.39), so it must not be asked.
 */
function isRiskyForGit({ before, hasTrailingContext }: HunkImages): boolean {
  return hasTrailingContext && before.length > 0 && before[before.length - 1] !== LF;
}

function refuse(reason: string, askGit = true): AppliedFile {
  return { ok: false, reason, askGit };
}
