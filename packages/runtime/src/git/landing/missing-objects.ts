import { statSync } from 'node:fs';
import { parseCommit } from './commit-object.js';
import { idLength } from './object-id.js';
import type { ObjectStore } from './object-store.js';
import { loosePath } from './object-writer.js';
import { entryAt, modes, type ParsedTree, parseTree, type TreeEntry } from './tree-entries.js';

/** More new commits than this on a branch are taken to be complete, as git does when it moves one. */
const maxCommits = 1_000;
const noTree: ParsedTree = { bytes: Buffer.alloc(0), entries: new Map() };

/** The objects of a folder that the folder before has not; sub-folders are walked by the caller. */
function newEntries(before: ParsedTree, after: ParsedTree, length: number) {
  const pairs: { was: TreeEntry | null; is: TreeEntry }[] = [];
  for (const [name, slot] of after.entries) {
    const old = before.entries.get(name);
    const is = entryAt(after, slot, length);
    const was = old === undefined ? null : entryAt(before, old, length);
    if (was?.id !== is.id && is.mode !== modes.submodule) pairs.push({ was, is });
  }
  return pairs;
}

/**
 * The objects that a commit needs, its history up to `base` does not have, and the repository lacks. A candidate
 * is on no branch while its gates run, so `git gc --prune=now` in the meantime may take parts of it away.
 */
export async function missingObjects(
  store: ObjectStore,
  commit: string,
  base: string | null,
): Promise<string[]> {
  const length = idLength(store.place.objectFormat);
  const missing: string[] = [];
  const isThere = async (id: string): Promise<boolean> => {
    const loose = statSync(loosePath(store.place, id), { throwIfNoEntry: false });
    if ((loose?.size ?? 0) > 0 || (await store.has(id))) return true;
    missing.push(id);
    return false;
  };
  const open = async (id: string | undefined): Promise<ParsedTree> =>
    id === undefined ? noTree : parseTree(await store.readAs(id, 'tree'), length);
  const walk = async (was: string | undefined, is: string): Promise<void> => {
    if (was === is || !(await isThere(is))) return;
    for (const pair of newEntries(await open(was), await open(is), length)) {
      const isFolder = pair.is.mode === modes.folder;
      if (isFolder) await walk(pair.was?.mode === modes.folder ? pair.was.id : undefined, pair.is.id);
      else await isThere(pair.is.id);
    }
  };
  let next: string | undefined = commit;
  for (let count = 0; next !== undefined && next !== base && count < maxCommits; count += 1) {
    if (!(await isThere(next))) break;
    const { tree, parents } = parseCommit(await store.readAs(next, 'commit'));
    const [parent] = parents;
    const parentCommit = parent === undefined ? undefined : await store.read(parent);
    // In a shallow clone the oldest commits have parents that are not there; git takes them to be complete.
    if (parentCommit === null) break;
    await walk(parentCommit === undefined ? undefined : parseCommit(parentCommit.bytes).tree, tree);
    // Of a branch that is made anew only the newest commit can be ours.
    next = base === null ? undefined : parent;
  }
  return missing;
}
