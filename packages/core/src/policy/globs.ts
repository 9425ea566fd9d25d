import picomatch from 'picomatch';

/** Says of a path, relative to the root with `/` between its parts, whether it is meant. */
export type PathMatcher = (path: string) => boolean;

// `s`: a line feed in a name must not hide it from `**`.
const OPTIONS = { dot: true, nonegate: true, windows: false, flags: 's' } as const;
const GLOB_SYNTAX = /[*?[\](){}|"\\]/;

/**
 * Matches what a write scope covers: globs from the root (`src/*` is what lies directly in `src`, `src/**` all of
 * it), in which names with a dot are not special. A path without glob syntax is that file or all that is in
 * that folder, see {@link isFolderLike}; a path always matches a pattern that is spelled like it (`app/[id].ts`).
 */
export function scopeMatcher(patterns: readonly string[]): PathMatcher {
  return anyOf(patterns, OPTIONS, (pattern) => {
    const trimmed = trimPattern(pattern);
    return isFolderLike(pattern) ? [trimmed, `${trimmed}/**`] : [trimmed];
  });
}

/**
 * Matches what a list of forbidden paths means: the same globs, at any depth (`.env*` forbids `app/.env.local`
 * too) unless one begins with `/`, with all that is in a folder that matches, and without regard to case,
 * because on macOS and Windows `.ENV` is `.env`.
 */
export function forbiddenMatcher(patterns: readonly string[]): PathMatcher {
  return anyOf(patterns, { ...OPTIONS, flags: 'is' }, (pattern) => {
    const anywhere = `${pattern.startsWith('/') ? '' : '**/'}${trimPattern(pattern)}`;
    return [anywhere, `${anywhere}/**`];
  });
}

/**
 * True for a pattern without glob syntax that may mean a folder: `docs`, `Makefile`, `.github`, `site.d/`; not
 * for `README.md`, whose extension makes it a file.
 */
export function isFolderLike(pattern: string): boolean {
  return !GLOB_SYNTAX.test(pattern) && (pattern.endsWith('/') || !/[^/.][^/]*\.\w+$/.test(pattern));
}

/** A pattern without `./` or `/` before it and `/` behind it; one that is nothing else means the whole tree. */
export function trimPattern(pattern: string): string {
  const trimmed = pattern.replace(/^(?:\.?\/+)+/, '').replace(/\/+$/, '');
  return trimmed === '' || trimmed === '.' ? '**' : trimmed;
}

function anyOf(
  patterns: readonly string[],
  options: picomatch.PicomatchOptions,
  expand: (pattern: string) => string[],
): PathMatcher {
  const matchers = patterns.flatMap(expand).map((glob) => picomatch(glob, options));
  return (path) => patterns.includes(path) || matchers.some((matches) => matches(path));
}
