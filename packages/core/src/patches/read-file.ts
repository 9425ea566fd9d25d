import { badLine, badPatch } from './bad-patch.js';
import { skipBinaryHunks } from './binary-hunks.js';
import { checkNameLine, type NameLine, readNameLine, stripPrefix } from './file-names.js';
import { type GitHeader, readGitHeader } from './git-header.js';
import { type HunkList, readHunks } from './hunks.js';
import { type LineCursor, lineStartsWith } from './lines.js';
import type { ParsedFile, PatchKind } from './patch.js';
import { namePath } from './path-text.js';

const REMAKE = 'Make the patch again with git diff --binary --full-index.';
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** The ids of the empty blob, SHA-1 and SHA-256. */
const EMPTY_BLOBS = [
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
];
const NOTHING = { hunks: [], insertions: 0, deletions: 0, isBinary: false };

type Content = HunkList & { readonly isBinary: boolean };

/** Reads one `diff --git` part, header and content, and moves behind it. */
export function readGitFile(cursor: LineCursor, maxBytes: number): ParsedFile {
  const { at } = cursor;
  const header = readGitHeader(cursor);
  const content = readContent(cursor, header, at, maxBytes);
  const hasContent = content.isBinary || content.hunks.length > 0;
  return {
    ...content,
    kind: hasContent ? header.kind : kindWithoutContent(header),
    ...pathsOf(header),
    oldMode: header.oldMode,
    newMode: header.newMode,
    oldId: header.oldId,
    newId: header.newId,
    line: header.line,
    bytes: cursor.bytes.subarray(at, cursor.at),
  };
}

function readContent(cursor: LineCursor, header: GitHeader, offset: number, maxBytes: number): Content {
  if (lineStartsWith(cursor, 'GIT binary patch')) {
    if (!isFullId(header.oldId) || !isFullId(header.newId)) {
      throw badPatch(header.line, 'a binary change needs an "index" line with full object ids', REMAKE);
    }
    skipBinaryHunks(cursor, maxBytes);
    return { ...NOTHING, isBinary: true };
  }
  if (lineStartsWith(cursor, 'Binary files ')) {
    throw badLine(cursor, 'the patch leaves out the content of a binary file', REMAKE);
  }
  if (lineStartsWith(cursor, '@@ ')) throw badLine(cursor, 'a hunk without its --- and +++ lines', REMAKE);
  if (!lineStartsWith(cursor, '--- ')) return NOTHING;
  checkNameLine(readNameLine(cursor, '--- '), header.oldName);
  checkNameLine(readNameLine(cursor, '+++ '), header.newName);
  return { ...readSomeHunks(cursor, header.kind, offset), isBinary: false };
}

function readSomeHunks(cursor: LineCursor, kind: PatchKind, offset: number): HunkList {
  const { line } = cursor;
  const list = readHunks(cursor, offset);
  if (list.hunks.length === 0) throw badLine(cursor, 'a hunk (@@ … @@) is missing here', REMAKE);
  const [first, second] = list.hunks;
  if (kind === 'add' && (first?.oldCount !== 0 || second)) {
    throw badPatch(line, 'a new file depends on old content', REMAKE);
  }
  if (kind === 'delete' && (first?.newCount !== 0 || second)) {
    throw badPatch(line, 'a deleted file still has content', REMAKE);
  }
  return list;
}

/** What a header without hunks means; one whose ids promise content has lost it. */
function kindWithoutContent({ kind, line, oldMode, newMode, oldId, newId }: GitHeader) {
  const isCutOff =
    kind === 'add' ? !isEmptyBlob(newId) : kind === 'delete' ? !isEmptyBlob(oldId) : oldId !== newId;
  if (isCutOff) throw badPatch(line, 'the content that the "index" line promises is missing', REMAKE);
  if (kind !== 'modify') return kind;
  if (oldMode === newMode) throw badPatch(line, 'a header that changes nothing', REMAKE);
  return 'mode';
}

function pathsOf({ name, oldName, newName }: Pick<GitHeader, 'name' | 'oldName' | 'newName'>) {
  const decode = (side: string | undefined) => (side === undefined ? undefined : namePath(side));
  return { path: namePath(name), oldPath: decode(oldName), newPath: decode(newName) };
}

function isFullId(id: string | undefined): boolean {
  return id !== undefined && FULL_ID.test(id);
}

function isEmptyBlob(id: string | undefined): boolean {
  return id === undefined || EMPTY_BLOBS.some((blob) => blob.startsWith(id));
}

/** Reads one file of a plain unified diff (`---`, `+++`, hunks, no modes) and moves behind it. */
export function readPlainFile(cursor: LineCursor): ParsedFile {
  const { at, line } = cursor;
  const before = readNameLine(cursor, '--- ');
  const after = readNameLine(cursor, '+++ ');
  const oldName = plainSide(before);
  const newName = plainSide(after);
  const name = newName ?? oldName;
  if (name === undefined) throw badPatch(line, 'both sides of the change are /dev/null', REMAKE);
  if (oldName !== undefined && newName !== undefined && oldName !== newName) {
    throw badPatch(
      line,
      'the two paths differ without a rename or copy header',
      REMAKE,
      `${oldName} -> ${newName}`,
    );
  }
  const kind = oldName === undefined ? 'add' : newName === undefined ? 'delete' : 'modify';
  return {
    ...readSomeHunks(cursor, kind, at),
    kind,
    ...pathsOf({ name, oldName, newName }),
    oldMode: undefined,
    newMode: undefined,
    oldId: undefined,
    newId: undefined,
    isBinary: false,
    line,
    bytes: cursor.bytes.subarray(at, cursor.at),
  };
}

/** The name of one side, undefined where that side does not exist: /dev/null, or a time stamp of 1970 (diff -N). */
function plainSide({ line, name, stamp }: NameLine): string | undefined {
  if (name === '/dev/null' || isEpoch(stamp)) return undefined;
  const stripped = stripPrefix(name);
  if (stripped !== undefined) return stripped;
  throw badPatch(
    line,
    'the paths have no a/ and b/ prefix',
    'Make the patch with the prefixes a/ and b/.',
    name,
  );
}

function isEpoch(stamp: string): boolean {
  const match = /^(19\d\d-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.0+)? ([-+]\d\d):?(\d\d)$/.exec(stamp);
  return match !== null && Date.parse(`${match[1]?.replace(' ', 'T')}${match[2]}:${match[3]}`) === 0;
}
