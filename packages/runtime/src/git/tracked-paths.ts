import { git } from './git.js';
import type { GitPlace } from './git-environment.js';

/** Every path of a tree, each byte one character (`latin1`), because names need not be text. */
export interface TrackedPaths {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Submodules: folders that are empty here. */
  readonly links: ReadonlySet<string>;
}

/** Lists a tree with all of its folders. */
export async function listTree(place: GitPlace, tree: string): Promise<TrackedPaths> {
  const { stdout } = await git(['ls-tree', '-r', '-t', '-z', '--full-tree', tree], place);
  const files = new Set<string>();
  const folders = new Set<string>();
  const links = new Set<string>();
  for (const entry of stdout.toString('latin1').split('\0')) {
    // <mode> SP <type> SP <object> TAB <path>
    const tab = entry.indexOf('\t');
    if (tab === -1) continue;
    const type = entry.slice(7, entry.indexOf(' ', 7));
    const name = entry.slice(tab + 1);
    (type === 'tree' ? folders : type === 'commit' ? links : files).add(name);
  }
  return { files, folders, links };
}
