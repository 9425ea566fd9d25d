import { hunkImages } from './hunk-images.js';
import type { ParsedFile } from './patch.js';

/** The content of a file after the patch where the patch alone tells it: an added file, or one replaced from end to end. */
export function wholeContent(file: ParsedFile): Uint8Array | undefined {
  if (file.isBinary) return undefined;
  const [hunk, second] = file.hunks;
  if (hunk === undefined) return file.kind === 'add' ? new Uint8Array() : undefined;
  const { after, hasTrailingContext } = hunkImages(file, hunk);
  return second === undefined && hunk.oldStart <= 1 && !hasTrailingContext ? after : undefined;
}
