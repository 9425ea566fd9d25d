import { badPatch } from './bad-patch.js';
import type { ParsedFile } from './patch.js';
import { quotePath } from './path-text.js';

/**
 * Throws `bad_patch` where two parts of a patch are about one path. Allowed are what git itself writes: a
 * path that is deleted or renamed away and made anew (a file that becomes a symlink, two files that swap
 * their names), and a source of copies that changes as well.
 */
export function checkDistinctPaths(files: readonly ParsedFile[]): void {
  const removed = new Map<string, ParsedFile>();
  const written = new Map<string, ParsedFile>();
  for (const file of files) {
    if (file.oldPath !== undefined && (file.kind === 'delete' || file.kind === 'rename')) {
      claim(removed, file.oldPath, file);
    }
    if (file.newPath !== undefined) claim(written, file.newPath, file);
  }
  for (const [path, file] of written) {
    const other = removed.get(path);
    if (other && !isRemade(other, file)) throw twice(path, other, file);
  }
}

/** True where a path is given up and made anew, not changed in place; git wants a deletion to come first. */
function isRemade(removal: ParsedFile, write: ParsedFile): boolean {
  if (write.kind === 'modify' || write.kind === 'mode') return false;
  return removal.kind === 'rename' || removal.line < write.line;
}

function claim(claims: Map<string, ParsedFile>, path: string, file: ParsedFile): void {
  const earlier = claims.get(path);
  if (earlier) throw twice(path, earlier, file);
  claims.set(path, file);
}

function twice(path: string, one: ParsedFile, other: ParsedFile) {
  const [first, second] = one.line < other.line ? [one, other] : [other, one];
  return badPatch(
    second.line,
    `the patch changes ${quotePath(path)} twice, first at line ${first.line}`,
    'Put all changes of a file into one part of the patch, or land two patches one after the other.',
  );
}
