import { applyFilePatch, type ParsedFile, type ParsedPatch, unsafePaths } from '@uet/core';
import { isUsable, meansId, objectId } from './object-id.js';
import type { ObjectBatch, ObjectStore } from './object-store.js';
import type { TreeEdit, TreeEditor } from './tree-editor.js';
import { modes, type TreeEntry } from './tree-entries.js';

/** What a patch is applied to, and where what it makes goes. */
export interface ApplyTarget {
  readonly store: ObjectStore;
  readonly objects: ObjectBatch;
  readonly editor: TreeEditor;
  /** The tree to apply to. */
  readonly tree: string;
}

/**
 * `applied`: these edits are exactly what the patch says. `refused`: nothing can apply it. `ask_git`: binary
 * hunks, submodules and the like. `merge`: it was made on a file that has changed since, and whose content of
 * that time is known.
 */
export type ExactResult =
  | { readonly outcome: 'applied'; readonly edits: readonly TreeEdit[] }
  | { readonly outcome: 'refused'; readonly path: string; readonly reason: string }
  | { readonly outcome: 'ask_git' | 'merge' };

const askGit = { outcome: 'ask_git' } as const;
const merge = { outcome: 'merge' } as const;
const fileModes: readonly (string | undefined)[] = [undefined, modes.file, modes.executable, modes.symlink];
/** Names that some file system takes for `.gitmodules`, which git refuses as a symbolic link. */
const moduleNames = /(?:^|\/)(?:\.gitmod|gitmod~|gi7eb)[^/]*$/i;

function refuse(path: string | undefined, reason: string): ExactResult {
  return { outcome: 'refused', path: path ?? '', reason };
}

/** The mode afterwards: changed where the patch says so, else as the tree has it. Undefined where they disagree. */
function modeAfter(file: ParsedFile, before: TreeEntry | null): string | undefined {
  if (before === null) return file.newMode ?? modes.file;
  const isLink = before.mode === modes.symlink;
  const stated = file.oldMode ?? before.mode;
  if (!fileModes.includes(before.mode) || (stated === modes.symlink) !== isLink) return undefined;
  if (file.newMode === undefined || file.newMode === stated) return before.mode;
  return (file.newMode === modes.symlink) === isLink ? file.newMode : undefined;
}

/** The blob that a file's hunks make of its content; or why there is none. */
async function applyHunks(
  file: ParsedFile,
  before: TreeEntry | null,
  { store, objects }: ApplyTarget,
): Promise<string | ExactResult> {
  const path = file.newPath ?? file.oldPath;
  const isKnown = before === null || meansId(file.oldId, before.id);
  if (!isKnown && isUsable(file.oldId) && (await store.read(file.oldId))?.type === 'blob') return merge;
  const bytes = before === null ? undefined : await objects.readAs(before.id, 'blob');
  const result = applyFilePatch(bytes, file);
  if (!result.ok) return isKnown || !result.askGit ? refuse(path, result.reason) : askGit;
  if (result.after === undefined) return '';
  const after = Buffer.from(result.after.buffer, result.after.byteOffset, result.after.length);
  const id = objectId(store.place.objectFormat, 'blob', after);
  // Only a full id is a promise: who edits a patch by hand seldom corrects the abbreviated ones.
  if (isKnown && file.newId?.length === id.length && file.newId !== id) {
    return refuse(path, `the patch says that it makes ${file.newId} of it, but it makes ${id}`);
  }
  return objects.add('blob', after);
}

/** The edits of one file, given what the tree has in its place. */
async function applyFile(
  file: ParsedFile,
  before: TreeEntry | null,
  target: ApplyTarget,
): Promise<ExactResult> {
  const { kind, oldPath, newPath, hunks } = file;
  const mode = modeAfter(file, before);
  if (mode === undefined) return askGit;
  const isUnchanged = before !== null && hunks.length === 0 && kind !== 'delete';
  const id = isUnchanged ? before.id : await applyHunks(file, before, target);
  if (typeof id !== 'string') return id;
  const edits: TreeEdit[] = newPath === undefined ? [] : [{ path: newPath, entry: { mode, id } }];
  if (oldPath !== undefined && takesAway(file)) edits.push({ path: oldPath, entry: null });
  return { outcome: 'applied', edits };
}

/** True where the file's old path is given up. */
function takesAway({ kind }: ParsedFile): boolean {
  return kind === 'delete' || kind === 'rename';
}

async function applyOne(file: ParsedFile, removed: Set<string>, target: ApplyTarget): Promise<ExactResult> {
  const { editor, tree } = target;
  const { oldPath, newPath, kind, isBinary, oldMode, newMode } = file;
  if (newMode === modes.symlink && moduleNames.test(newPath ?? '')) return askGit;
  if (isBinary || !fileModes.includes(oldMode) || !fileModes.includes(newMode)) return askGit;
  const isMade = kind === 'add' || kind === 'rename' || kind === 'copy';
  if (isMade && newPath !== undefined && !removed.has(newPath)) {
    const found = await editor.find(tree, newPath);
    // Two additions of one file can be merged, if they say the same. A folder may become empty: the editor sees.
    if (found !== null && found.mode !== modes.folder) return kind === 'add' ? merge : askGit;
  }
  if (oldPath === undefined) return applyFile(file, null, target);
  const before = await editor.find(tree, oldPath);
  return before === null ? refuse(oldPath, 'does not exist') : applyFile(file, before, target);
}

/**
 * Applies a patch in memory. Where it names the contents that it was made on and makes (`index` lines), both
 * are compared with what the tree has and what comes out; else its hunks go where `git apply` would put them.
 */
export async function applyExactly(patch: ParsedPatch, target: ApplyTarget): Promise<ExactResult> {
  const [unsafe] = unsafePaths(patch);
  if (unsafe !== undefined) return refuse(unsafe.path, `the path ${unsafe.why}`);
  const removed = new Set(patch.files.flatMap((file) => (takesAway(file) ? [file.oldPath ?? ''] : [])));
  const results = await Promise.all(patch.files.map((file) => applyOne(file, removed, target)));
  const edits: TreeEdit[] = [];
  for (const result of results) if (result.outcome === 'applied') edits.push(...result.edits);
  return (
    results.find(({ outcome }) => outcome === 'refused') ??
    results.find(({ outcome }) => outcome === 'merge') ??
    results.find(({ outcome }) => outcome === 'ask_git') ?? { outcome: 'applied', edits }
  );
}
