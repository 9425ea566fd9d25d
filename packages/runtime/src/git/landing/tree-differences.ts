import { parseCommit } from './commit-object.js';
import { idLength } from './object-id.js';
import type { ObjectStore } from './object-store.js';
import { entryAt, modes, type ParsedTree, parseTree, pathText, type TreeEntry } from './tree-entries.js';

/** A file that differs between two trees; null where it is not there. */
export interface TreeDifference {
  readonly path: string;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
}

const noTree: ParsedTree = { bytes: Buffer.alloc(0), entries: new Map() };
const isFolder = (entry: TreeEntry | null): boolean => entry?.mode === modes.folder;

/**
 * The files that differ between two commits (null: nothing is there before), from the trees that differ and no
 * others. A file that becomes a folder is one difference for the file and one for each file of the folder.
 */
export async function listDifferences(
  store: ObjectStore,
  from: string | null,
  to: string,
): Promise<TreeDifference[]> {
  const length = idLength(store.place.objectFormat);
  const differences: TreeDifference[] = [];
  const open = async (entry: TreeEntry | null): Promise<ParsedTree> =>
    entry !== null && isFolder(entry) ? parseTree(await store.readAs(entry.id, 'tree'), length) : noTree;
  const rootOf = async (commit: string | null): Promise<TreeEntry | null> =>
    commit === null
      ? null
      : { mode: modes.folder, id: parseCommit(await store.readAs(commit, 'commit')).tree };
  const compare = async (
    before: TreeEntry | null,
    after: TreeEntry | null,
    prefix: string,
  ): Promise<void> => {
    const [old, now] = [await open(before), await open(after)];
    for (const name of new Set([...old.entries.keys(), ...now.entries.keys()])) {
      const [was, is] = [old, now].map((tree) => {
        const slot = tree.entries.get(name);
        return slot === undefined ? null : entryAt(tree, slot, length);
      }) as [TreeEntry | null, TreeEntry | null];
      if (was?.id === is?.id && was?.mode === is?.mode) continue;
      const path = prefix + name;
      const files = { before: isFolder(was) ? null : was, after: isFolder(is) ? null : is };
      if (files.before !== null || files.after !== null) differences.push({ path: pathText(path), ...files });
      if (isFolder(was) || isFolder(is)) await compare(was, is, `${path}/`);
    }
  };
  await compare(await rootOf(from), await rootOf(to), '');
  return differences;
}
