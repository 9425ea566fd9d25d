import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A folder to work in, or the sentence that says why there is none. */
export type WorkingFolder = { readonly path: string } | { readonly problem: string };

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Resolves a folder within another one; neither `..` nor a symbolic link may lead out of it. */
export async function workingFolder(root: string, cwd: string): Promise<WorkingFolder> {
  const wanted = resolve(root, cwd);
  const outside = { problem: `the working folder ${cwd} lies outside of the worktree` };
  if (!isInside(resolve(root), wanted)) return outside;
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(wanted)]);
    return isInside(realRoot, real) ? { path: real } : outside;
  } catch {
    return { problem: `the working folder ${cwd} does not exist` };
  }
}
