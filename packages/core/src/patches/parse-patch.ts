import { badLine, badPatch } from './bad-patch.js';
import { isBlank } from './bytes.js';
import { checkDistinctPaths } from './distinct-paths.js';
import {
  followingStartsWith,
  hasLine,
  type LineCursor,
  lineStartsWith,
  nextLine,
  openLines,
} from './lines.js';
import type { ParsedFile, ParsedPatch } from './patch.js';
import { readGitFile, readPlainFile } from './read-file.js';
import { isSignature } from './signature.js';

/** How large a patch may be, and how its lines are numbered in errors. */
export interface PatchLimits {
  /** Size of the patch, and of what one of its binary hunks unpacks to, in bytes; default 50 MiB. */
  readonly maxBytes?: number;
  /** How many files it may touch; default 10,000. */
  readonly maxFiles?: number;
  /** The number of its first line, for a patch that is part of a larger file; default 1. */
  readonly firstLine?: number;
}

const DEFAULT_MAX_BYTES = 50 * 1024 * 1024;
const DEFAULT_MAX_FILES = 10_000;
const REMAKE = 'Make the patch again with git diff --binary --full-index.';
const SPLIT = 'Split the change into several patches, or raise the limit.';

/**
 * Reads a unified diff, git's or a plain one, and throws `bad_patch` with the line number for anything that
 * git would not read or would silently skip. Text before the first file is ignored, as is a mail signature
 * (`-- `) behind the last; an input of white space only is a patch without files. Paths are taken as they
 * are: `unsafePaths` judges them.
 */
export function parsePatch(bytes: Uint8Array, limits: PatchLimits = {}): ParsedPatch {
  const { maxBytes = DEFAULT_MAX_BYTES, maxFiles = DEFAULT_MAX_FILES, firstLine = 1 } = limits;
  if (bytes.length > maxBytes) {
    throw badPatch(firstLine, `the patch has ${bytes.length} bytes, the limit is ${maxBytes}`, SPLIT);
  }
  const cursor = openLines(bytes, 0, firstLine);
  checkEncoding(cursor);
  const files: ParsedFile[] = [];
  while (hasLine(cursor)) {
    const file = readFile(cursor, maxBytes);
    if (file) files.push(file);
    else if (files.length > 0 && isSignature(cursor)) skipSignature(cursor);
    else skipLine(cursor, files.length > 0);
    if (files.length > maxFiles)
      throw badLine(cursor, `the patch touches more than ${maxFiles} files`, SPLIT);
  }
  if (files.length === 0 && !isBlank(bytes)) {
    throw badPatch(
      firstLine,
      'there is no diff in the patch',
      'It needs "diff --git" or "---" and "+++" lines.',
    );
  }
  checkDistinctPaths(files);
  return { bytes, files, insertions: sum(files, 'insertions'), deletions: sum(files, 'deletions') };
}

function readFile(cursor: LineCursor, maxBytes: number): ParsedFile | undefined {
  if (lineStartsWith(cursor, 'diff --git ')) return readGitFile(cursor, maxBytes);
  const isPlain = lineStartsWith(cursor, '--- ') && followingStartsWith(cursor, '+++ ');
  return isPlain ? readPlainFile(cursor) : undefined;
}

function checkEncoding(cursor: LineCursor): void {
  const [first, second] = cursor.bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw badPatch(
      cursor.line,
      'the patch is UTF-16',
      'Write it with git diff --output=FILE, not through a shell that re-encodes.',
    );
  }
  if (lineStartsWith(cursor, '\xef\xbb\xbf')) {
    throw badLine(cursor, 'the patch begins with a byte order mark', 'Save it without one.');
  }
}

/** Passes over a line between files; whatever looks like a lost piece of a patch is an error. */
function skipLine(cursor: LineCursor, isBehindFile: boolean): void {
  if (lineStartsWith(cursor, '@@ -')) throw badLine(cursor, 'a hunk without the header of its file', REMAKE);
  if (lineStartsWith(cursor, 'diff --cc ') || lineStartsWith(cursor, 'diff --combined ')) {
    throw badLine(
      cursor,
      'the combined diff of a merge cannot be applied',
      'Make a diff against one parent.',
    );
  }
  if (lineStartsWith(cursor, 'Binary files ')) {
    throw badLine(cursor, 'the patch leaves out the content of a binary file', REMAKE);
  }
  const isKnown = ['diff -', 'Index: ', '====='].some((start) => lineStartsWith(cursor, start));
  if (isBehindFile && !isKnown && !isBlank(cursor.bytes.subarray(cursor.at, cursor.end))) {
    throw badLine(
      cursor,
      'this line belongs to no hunk',
      'Hunks must say how many lines they have; several commits go into a mailbox (git format-patch --stdout).',
    );
  }
  nextLine(cursor);
}

function skipSignature(cursor: LineCursor): void {
  while (hasLine(cursor)) {
    if (['diff --git ', '@@ -', '+'].some((start) => lineStartsWith(cursor, start))) {
      throw badLine(
        cursor,
        'the patch goes on behind the signature ("-- ")',
        'Land a mailbox as a mailbox, or split it.',
      );
    }
    nextLine(cursor);
  }
}

function sum(files: readonly ParsedFile[], field: 'insertions' | 'deletions'): number {
  return files.reduce((total, file) => total + file[field], 0);
}
