import { chmodSync, type Dirent, lstatSync, readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TrackedPaths } from './tracked-paths.js';
import { bytePath, type Trash } from './trash.js';

/** Folders read between two turns of the event loop: 128 take about 3 ms. */
const sliceLength = 128;

/** Which entries of a worktree may stay although they are not in its tree. */
export interface Keep {
  /** Names that are kept wherever they are (`node_modules`). */
  readonly names: ReadonlySet<string>;
  /** Paths from the top of the worktree (`build/cache`). */
  readonly paths: ReadonlySet<string>;
}

/** Reads a list as a caller writes it: with a slash it is a path from the top, without one a name anywhere. */
export function keepOf(list: readonly string[]): Keep {
  const bytes = list.map((entry) => Buffer.from(entry.replace(/^\/|\/$/g, '')).toString('latin1'));
  const isPath = (entry: string, index: number): boolean =>
    entry.includes('/') || list[index]?.startsWith('/') === true;
  return {
    names: new Set(bytes.filter((entry, index) => !isPath(entry, index))),
    paths: new Set(bytes.filter(isPath)),
  };
}

/** What was found and taken away. */
export interface ForeignEntries {
  readonly removed: number;
  /** Something stood where the tree has a file or folder of another kind, so tracked files are missing now. */
  readonly displaced: boolean;
}

interface Walk {
  readonly root: string;
  readonly openFiles: boolean;
  readonly tracked: TrackedPaths;
  readonly keep: Keep;
  readonly trash: Trash;
  readonly pending: string[];
  removed: number;
  displaced: boolean;
}

/** What its owner may not read or change would stop the walk, git, or the next tool. */
function openUp(target: Buffer | string, needed: 0o600 | 0o700): void {
  const { mode } = lstatSync(target);
  if ((mode & needed) !== needed) chmodSync(target, (mode & 0o777) | needed);
}

function visitEntry(walk: Walk, name: string, entry: Dirent): void {
  const { tracked, keep, pending } = walk;
  if (entry.isDirectory()) {
    if (tracked.folders.has(name)) {
      openUp(bytePath(walk.root, name), 0o700);
      pending.push(name);
      return;
    }
    if (tracked.links.has(name)) {
      openUp(bytePath(walk.root, name), 0o700);
      // Nothing below is tracked, so all that a tool has put there goes, and the empty folder stays.
      pending.push(name);
      return;
    }
  } else if (tracked.files.has(name)) {
    if (walk.openFiles && entry.isFile()) openUp(bytePath(walk.root, name), 0o600);
    return;
  }
  if (keep.names.has(entry.name) || keep.paths.has(name)) return;
  walk.trash.take(bytePath(walk.root, name));
  walk.removed += 1;
  walk.displaced ||= tracked.files.has(name) || tracked.folders.has(name) || tracked.links.has(name);
}

/**
 * Takes everything out of a worktree that its tree does not have: untracked and ignored files, empty folders,
 * nested repositories, sockets, whatever git itself overlooks. A `.git` at the top is the caller's. Folders
 * are made accessible to their owner, files too with `openFiles` (3 µs each): git notes no such permission.
 */
export async function removeForeign(
  root: string,
  around: { readonly tracked: TrackedPaths; readonly keep: Keep; readonly trash: Trash },
  options: { readonly openFiles: boolean },
): Promise<ForeignEntries> {
  const walk: Walk = { root, ...around, ...options, pending: [''], removed: 0, displaced: false };
  openUp(root, 0o700);
  for (let count = 1; walk.pending.length > 0; count += 1) {
    const folder = walk.pending.pop() ?? '';
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const entry of readdirSync(bytePath(root, folder), { withFileTypes: true, encoding: 'latin1' })) {
      if (prefix === '' && entry.name === '.git') continue;
      visitEntry(walk, prefix + entry.name, entry);
    }
    if (count % sliceLength === 0) await nextTurn();
  }
  return { removed: walk.removed, displaced: walk.displaced };
}
