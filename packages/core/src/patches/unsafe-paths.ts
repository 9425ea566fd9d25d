import type { ParsedPatch } from './patch.js';
import { encodePath } from './path-text.js';

/** A path that must not be written whatever a policy says, and why, as the end of a sentence about it. */
export interface UnsafePath {
  readonly path: string;
  /** The line in the patch of the file that names it. */
  readonly line: number;
  readonly why: string;
}

/** What Linux takes for a path, its end included; git has the same limit. */
const MAX_PATH_BYTES = 4096;
/** Characters that HFS+ ignores in names, as git lists them. */
const HFS_IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Every path of the patch, old or new, that leaves the tree or reaches into git's own folder. */
export function unsafePaths(parsed: ParsedPatch): UnsafePath[] {
  return parsed.files.flatMap(({ oldPath, newPath, line }) => {
    const paths = [...new Set([oldPath, newPath])].filter((path) => path !== undefined);
    return paths.flatMap((path) => {
      const why = whyUnsafe(path);
      return why === undefined ? [] : [{ path, line, why }];
    });
  });
}

/** Why a path is unsafe, or undefined where it is not; stricter than git only on overlong ones. */
export function whyUnsafe(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.includes('\0')) return 'has a NUL character in it';
  if (path.startsWith('/')) return 'is absolute';
  if (encodePath(path).length >= MAX_PATH_BYTES) return `is longer than ${MAX_PATH_BYTES - 1} bytes`;
  const parts = path.split('/');
  if (parts.includes('')) return 'has an empty part in it';
  if (parts.includes('..')) return 'has ".." in it';
  if (parts.includes('.')) return 'has "." in it';
  return parts.some(isGitFolder) ? "reaches into git's own folder (.git)" : undefined;
}

/** True for `.git` and for what macOS (case, ignored characters) and Windows (case, `git~1`, dots, streams) take for it. */
export function isGitFolder(part: string): boolean {
  if (part.replace(HFS_IGNORED, '').toLowerCase() === '.git') return true;
  // NTFS takes a backslash for a separator, and drops dots and spaces from the end and a stream's name behind a colon.
  return part.split('\\').some((name) => /^(?:\.git|git~1)[. ]*(?::|$)/i.test(name));
}

/** True for `.gitmodules` under any of those spellings; git refuses it as a symlink. */
export function isGitModules(part: string): boolean {
  const name = part.replace(HFS_IGNORED, '');
  return /^(?:\.gitmodules|gitmod~[1-4]|gi7eba~[1-9]|gi7eb~[1-9]\d)[. ]*(?::|$)/i.test(name);
}
