import { BACKSLASH, LF, MINUS, PLUS } from './bytes.js';

/** What a patch does to one file; `mode` means that nothing but the mode changes. */
export type PatchKind = 'add' | 'delete' | 'modify' | 'rename' | 'copy' | 'mode';

/** One `@@` hunk; its counts have been checked against its lines. */
export interface Hunk {
  /** The 1-based line of its `@@` in the patch. */
  readonly line: number;
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** Byte offset in {@link ParsedFile.bytes} of the first line after the `@@` line. */
  readonly start: number;
  /** Byte offset in {@link ParsedFile.bytes} behind its last line. */
  readonly end: number;
}

/** The part of a patch that is about one file. */
export interface ParsedFile {
  readonly kind: PatchKind;
  /** The path after the change; before it, for a deletion. */
  readonly path: string;
  /** The path before, undefined for an added file; bytes that are not UTF-8 are kept as {@link encodePath} says. */
  readonly oldPath: string | undefined;
  /** The path after, undefined for a deleted file. */
  readonly newPath: string | undefined;
  /** Six octal digits, undefined where the patch does not say. */
  readonly oldMode: string | undefined;
  readonly newMode: string | undefined;
  /** Object id as the patch has it, full or abbreviated, undefined where it does not say. */
  readonly oldId: string | undefined;
  readonly newId: string | undefined;
  /** True for a `GIT binary patch`, which has no hunks here: only git can apply it. */
  readonly isBinary: boolean;
  readonly insertions: number;
  readonly deletions: number;
  readonly hunks: readonly Hunk[];
  /** The 1-based line of its header in the patch. */
  readonly line: number;
  /** This file's part of the patch, header and all, untouched. */
  readonly bytes: Uint8Array;
}

/** A patch that was read completely: every byte of every hunk is accounted for. */
export interface ParsedPatch {
  readonly bytes: Uint8Array;
  readonly files: readonly ParsedFile[];
  readonly insertions: number;
  readonly deletions: number;
}

/** One line of a hunk; `text` ends in a line feed unless the file has none there. */
export interface HunkLine {
  readonly op: ' ' | '+' | '-';
  readonly text: Uint8Array;
}

const EMPTY_CONTEXT = Uint8Array.of(LF);

/** The lines of a hunk, read on demand, because a list of them would cost many times the patch's size. */
export function* hunkLines(file: ParsedFile, hunk: Hunk): Generator<HunkLine> {
  const { bytes } = file;
  let at = hunk.start;
  while (at < hunk.end) {
    const end = bytes.indexOf(LF, at);
    const first = bytes[at];
    const op = first === PLUS ? '+' : first === MINUS ? '-' : ' ';
    const next = end + 1;
    const incomplete = next < hunk.end && bytes[next] === BACKSLASH;
    // GNU diff writes an empty context line as a bare line feed.
    const text = first === LF ? EMPTY_CONTEXT : bytes.subarray(at + 1, incomplete ? end : next);
    yield { op, text };
    at = incomplete ? lineAfter(bytes, next, hunk.end) : next;
  }
}

function lineAfter(bytes: Uint8Array, at: number, limit: number): number {
  const end = bytes.indexOf(LF, at);
  return end === -1 ? limit : end + 1;
}

/** The paths that a file's change writes or removes (not the source of a copy), one or two. */
export function touchedPaths(file: ParsedFile): string[] {
  const paths: string[] = [];
  if (file.oldPath !== undefined && file.kind !== 'copy') paths.push(file.oldPath);
  if (file.newPath !== undefined && file.newPath !== paths[0]) paths.push(file.newPath);
  return paths;
}
