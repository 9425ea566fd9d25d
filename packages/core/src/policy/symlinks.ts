import { isGitFolder } from '../patches/index.js';

/** Symlinks of a tree, target by path; the paths went through {@link foldPath}. */
export type Symlinks = ReadonlyMap<string, string>;

/** As Linux does: more links than that in one path are a loop. */
const MAX_HOPS = 40;
const MAX_TARGET_CHARACTERS = 4095;

/** A path as file systems compare it that know neither case nor different ways to compose a letter. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** The folders above a path, from the root down. */
export function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

/**
 * Why the target of a symlink is out of bounds, as the end of a sentence about it, or undefined. It is followed from
 * the folder of the link, through the other links, the way the file system would; a loop leads nowhere and so not out.
 */
export function whyOutOfBounds(path: string, target: string, links: Symlinks): string | undefined {
  if (target.length > MAX_TARGET_CHARACTERS) return `is longer than ${MAX_TARGET_CHARACTERS} characters`;
  if (target === '') return 'is empty';
  if (target.startsWith('/')) return 'is absolute';
  const place = path.split('/').slice(0, -1);
  const rest = target.split('/');
  let hops = 0;
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (place.pop() === undefined) return 'leaves the tree';
      continue;
    }
    if (isGitFolder(part)) return "reaches into git's own folder (.git)";
    const next = links.get(foldPath([...place, part].join('/')));
    if (next === undefined) {
      place.push(part);
      continue;
    }
    hops += 1;
    if (hops > MAX_HOPS) return undefined;
    if (next.startsWith('/')) return 'leaves the tree through another symlink';
    rest.unshift(...next.split('/'));
  }
  return undefined;
}
