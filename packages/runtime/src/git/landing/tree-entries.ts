import { encodePath, UetError } from '@uet/core';

/** The file modes of git: file, executable, symbolic link, submodule, folder (as a tree writes them). */
export const modes = {
  file: '100644',
  executable: '100755',
  symlink: '120000',
  submodule: '160000',
  folder: '40000',
} as const;

/** One entry of a tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly id: string;
}

/** A tree as it is stored; the names are bytes, kept as Latin-1 text so that they compare as git compares them. */
export interface ParsedTree {
  readonly bytes: Buffer;
  /** By name, in the order of the tree. `start` and `end` are where the entry stands in `bytes`. */
  readonly entries: ReadonlyMap<string, TreeSlot>;
}

/** Where an entry stands in its tree. */
export interface TreeSlot {
  readonly mode: string;
  readonly start: number;
  readonly end: number;
}

/** The bytes of a path as Latin-1 text, from the path as patches have it. */
export function pathBytes(path: string): string {
  return Buffer.from(encodePath(path)).toString('latin1');
}

/** The reverse of {@link pathBytes}, for people: what is not UTF-8 becomes replacement characters. */
export function pathText(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Reads a tree: `<mode> <name>\0<id>` over and over. Throws `bad_repository` where it is damaged. */
export function parseTree(bytes: Buffer, idLength: number): ParsedTree {
  const entries = new Map<string, TreeSlot>();
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(32, start);
    const zero = bytes.indexOf(0, space);
    const end = zero + 1 + idLength;
    const name = bytes.toString('latin1', space + 1, zero);
    if (space < start || zero < space || end > bytes.length || entries.has(name)) {
      throw new UetError('bad_repository', `a tree is damaged at its entry ${entries.size + 1}`, {
        hint: 'Run `git fsck` in the repository.',
      });
    }
    // Some old tools wrote `040000`.
    entries.set(name, { mode: bytes.toString('latin1', start, space).replace(/^0+/, ''), start, end });
    start = end;
  }
  return { bytes, entries };
}

/** The mode and id of an entry. */
export function entryAt(tree: ParsedTree, slot: TreeSlot, idLength: number): TreeEntry {
  return { mode: slot.mode, id: tree.bytes.toString('hex', slot.end - idLength, slot.end) };
}

function encodeEntry(name: string, entry: TreeEntry): Buffer {
  return Buffer.concat([Buffer.from(`${entry.mode} ${name}\0`, 'latin1'), Buffer.from(entry.id, 'hex')]);
}

/** git sorts a folder as if its name ended in a slash. */
function sortKey(name: string, mode: string): string {
  return mode === modes.folder ? `${name}/` : name;
}

/**
 * A tree's bytes after some entries were set (or removed: null). Entries that are not named are copied as they
 * are, odd modes included. An empty result means that nothing is left.
 */
export function rebuildTree(tree: ParsedTree, changes: ReadonlyMap<string, TreeEntry | null>): Buffer {
  const added = [...changes]
    .flatMap(([name, entry]) => (entry === null ? [] : [{ name, entry, key: sortKey(name, entry.mode) }]))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const chunks: Buffer[] = [];
  let next = 0;
  let copied = 0;
  for (const [name, slot] of tree.entries) {
    const key = sortKey(name, slot.mode);
    let candidate = added[next];
    if (!changes.has(name) && (candidate === undefined || candidate.key > key)) continue;
    chunks.push(tree.bytes.subarray(copied, slot.start));
    for (; candidate !== undefined && candidate.key <= key; candidate = added[++next]) {
      chunks.push(encodeEntry(candidate.name, candidate.entry));
    }
    copied = changes.has(name) ? slot.end : slot.start;
  }
  chunks.push(tree.bytes.subarray(copied));
  for (const { name, entry } of added.slice(next)) chunks.push(encodeEntry(name, entry));
  return Buffer.concat(chunks);
}
