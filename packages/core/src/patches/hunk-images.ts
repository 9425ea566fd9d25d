import { type Hunk, hunkLines, type ParsedFile } from './patch.js';

/** What a hunk takes away and what it puts there, as bytes. */
export interface HunkImages {
  /** Context and deleted lines. */
  readonly before: Uint8Array;
  /** Context and inserted lines. */
  readonly after: Uint8Array;
  readonly hasTrailingContext: boolean;
}

/** Builds both images of a hunk. */
export function hunkImages(file: ParsedFile, hunk: Hunk): HunkImages {
  // Neither image is longer than the hunk itself; the unused rest is cut off.
  const before = new Uint8Array(hunk.end - hunk.start);
  const after = new Uint8Array(hunk.end - hunk.start);
  let oldLength = 0;
  let newLength = 0;
  let lastOp = '';
  for (const { op, text } of hunkLines(file, hunk)) {
    lastOp = op;
    if (op !== '+') {
      before.set(text, oldLength);
      oldLength += text.length;
    }
    if (op !== '-') {
      after.set(text, newLength);
      newLength += text.length;
    }
  }
  return {
    before: before.subarray(0, oldLength),
    after: after.subarray(0, newLength),
    hasTrailingContext: lastOp === ' ',
  };
}
