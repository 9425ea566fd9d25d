import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkout } from '../checkouts.js';
import type { TreeDifference } from './tree-differences.js';

/** How git is run in a user's checkout: with the user's own attributes and filters, without hooks. */
export function inCheckout({ path, gitDir }: Checkout) {
  return { cwd: path, gitDir, workTree: path, config: 'user' } as const;
}

/** The files below a folder of a checkout, as paths with slashes. */
async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const lists = entries.map((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
  return (await Promise.all(lists)).flat();
}

/**
 * Files that git does not know, ignored ones included, that stand where a new file or its folder belongs. git
 * itself would overwrite the ignored ones.
 */
export async function findBlockers(root: string, differences: readonly TreeDifference[]): Promise<string[]> {
  const known = new Set(differences.flatMap(({ before, path }) => (before === null ? [] : [path])));
  const blockers = new Set<string>();
  for (const { path, before } of differences) {
    if (before !== null) continue;
    const parts = path.split('/');
    for (let count = 1; count <= parts.length; count += 1) {
      const part = parts.slice(0, count).join('/');
      const found = await lstat(join(root, part)).catch(() => null);
      if (found === null) break;
      if (!found.isDirectory()) {
        if (!known.has(part)) blockers.add(part);
        break;
      }
      if (count < parts.length) continue;
      for (const file of await filesBelow(root, part)) if (!known.has(file)) blockers.add(file);
    }
  }
  return [...blockers];
}
