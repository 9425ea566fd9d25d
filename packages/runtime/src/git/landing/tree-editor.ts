import { idLength } from './object-id.js';
import type { ObjectPlace } from './object-place.js';
import type { ObjectBatch } from './object-store.js';
import {
  entryAt,
  modes,
  type ParsedTree,
  parseTree,
  pathBytes,
  pathText,
  rebuildTree,
  type TreeEntry,
} from './tree-entries.js';

/** What a path shall be afterwards: this file, or (null) nothing. */
export interface TreeEdit {
  /** As text, in Unicode. */
  readonly path: string;
  readonly entry: TreeEntry | null;
}

/** The id of the edited tree, or why it cannot be. */
export type TreeEditResult =
  | { readonly ok: true; readonly tree: string }
  | { readonly ok: false; readonly reason: string; readonly path: string };

/** Reads and edits trees; those read once are kept for the editor's lifetime. */
export interface TreeEditor {
  /** Null where there is nothing at this path, which is not followed through links or submodules. */
  find(root: string, path: string): Promise<TreeEntry | null>;
  /** Applies all edits at once: what is removed makes room for what is added, whatever their order. */
  edit(root: string, edits: readonly TreeEdit[]): Promise<TreeEditResult>;
}

/** The edits below one folder: of its own entries, and by sub-folder. */
interface FolderEdits {
  readonly own: Map<string, TreeEntry | null>;
  readonly below: Map<string, FolderEdits>;
}

function groupByFolder(edits: readonly TreeEdit[]): FolderEdits {
  const root: FolderEdits = { own: new Map(), below: new Map() };
  for (const { path, entry } of edits) {
    const parts = pathBytes(path).split('/');
    const name = parts.pop() ?? '';
    let folder = root;
    for (const part of parts) {
      const next = folder.below.get(part) ?? { own: new Map(), below: new Map() };
      folder.below.set(part, next);
      folder = next;
    }
    // A link that becomes a file comes as "remove" and "add": what is added stays.
    if (entry !== null || !folder.own.has(name)) folder.own.set(name, entry);
  }
  return root;
}

const emptyTree: ParsedTree = { bytes: Buffer.alloc(0), entries: new Map() };

function entryOf(tree: ParsedTree, name: string, idLength: number): TreeEntry | null {
  const slot = tree.entries.get(name);
  return slot === undefined ? null : entryAt(tree, slot, idLength);
}

const inTheWay: Readonly<Record<string, string>> = {
  [modes.symlink]: 'is beyond a symbolic link',
  [modes.submodule]: 'is inside a submodule',
};

type EditFolder = (tree: ParsedTree, edits: FolderEdits, prefix: string) => Promise<TreeEntry | null>;

/**
 * Edits a folder and all below it; answers null where nothing is left. After the first refusal its answers mean
 * nothing: the caller throws them away with the batch.
 */
function folderEditor(
  objects: ObjectBatch,
  open: (id: string) => Promise<ParsedTree>,
  length: number,
  refuse: (path: string, reason: string) => void,
): EditFolder {
  const editOwn = (tree: ParsedTree, { own, below }: FolderEdits, prefix: string) => {
    for (const [name, entry] of own) {
      const before = entryOf(tree, name, length);
      if (entry === null && before === null) refuse(prefix + name, 'does not exist');
      if (before?.mode === modes.folder && (entry === null || !below.has(name))) {
        refuse(prefix + name, 'is a folder');
      }
    }
    return new Map(own);
  };
  const editBelow = async (before: TreeEntry | null, edits: FolderEdits, path: string) => {
    if (before === null) return editFolder(emptyTree, edits, `${path}/`);
    if (before.mode === modes.folder) return editFolder(await open(before.id), edits, `${path}/`);
    const first = edits.own.keys().next().value ?? edits.below.keys().next().value ?? '';
    refuse(`${path}/${first}`, inTheWay[before.mode] ?? `needs a folder where ${pathText(path)} is a file`);
    return null;
  };
  const editFolder: EditFolder = async (tree, edits, prefix) => {
    const changes = editOwn(tree, edits, prefix);
    for (const [name, below] of edits.below) {
      const isRemoved = edits.own.get(name) === null;
      const before = isRemoved ? null : entryOf(tree, name, length);
      const after = await editBelow(before, below, prefix + name);
      if (!changes.get(name)) changes.set(name, after);
      else if (after !== null) refuse(prefix + name, 'is a folder with other files');
    }
    const bytes = rebuildTree(tree, changes);
    if (bytes.length === 0 && prefix !== '') return null;
    return { mode: modes.folder, id: objects.add('tree', bytes) };
  };
  return editFolder;
}

/** Makes an editor on the objects of a batch; new trees are added to the batch, folders before their parents. */
export function treeEditor(objects: ObjectBatch, format: ObjectPlace['objectFormat']): TreeEditor {
  const length = idLength(format);
  const parsed = new Map<string, ParsedTree>();

  const open = async (id: string): Promise<ParsedTree> => {
    const known = parsed.get(id);
    if (known !== undefined) return known;
    const tree = parseTree(await objects.readAs(id, 'tree'), length);
    parsed.set(id, tree);
    return tree;
  };
  return {
    async find(root, path) {
      let entry: TreeEntry | null = { mode: modes.folder, id: root };
      for (const part of pathBytes(path).split('/')) {
        if (entry?.mode !== modes.folder) return null;
        entry = entryOf(await open(entry.id), part, length);
      }
      return entry;
    },
    async edit(root, edits) {
      let refused: { reason: string; path: string } | undefined;
      const editFolder = folderEditor(objects, open, length, (path, reason) => {
        refused ??= { reason, path: pathText(path) };
      });
      const after = await editFolder(await open(root), groupByFolder(edits), '');
      return refused === undefined ? { ok: true, tree: after?.id ?? root } : { ok: false, ...refused };
    },
  };
}
