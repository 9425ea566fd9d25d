import { isFolderLike, trimPattern } from './globs.js';

/** Stands for any number of path parts, also none. */
const ANY = '**';
const WILDCARD = /[*?{}]/;
/** Syntax with which a pattern may match anything at all. */
const WILD_SYNTAX = /[()|"\\]/;
/** Parts from which on a pattern may match anything: classes and `{…}+` may reach over the next `/`. */
const WILD_PART = /[[\]]|\}\+|^\.{1,2}$/;

/**
 * Whether two write scopes can cover one file. Never false where a path exists that {@link scopeMatcher} finds in
 * both; may be true where none does, since syntax beyond `*`, `?`, `**` and `{a,b}` counts as matching
 * anything, and of two parts with wildcards only beginning and end are compared. Case is ignored, because some
 * file systems do. Undefined is a scope without limits; an empty one covers nothing.
 */
export function scopesOverlap(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a?.length === 0 || b?.length === 0) return false;
  if (a === undefined || b === undefined) return true;
  const others = b.map(splitPattern);
  return a.map(splitPattern).some((parts) => others.some((other) => pathsOverlap(parts, other)));
}

function splitPattern(pattern: string): string[] {
  if (WILD_SYNTAX.test(pattern)) return [ANY];
  const parts: string[] = [];
  for (const part of trimPattern(pattern).toLowerCase().split('/')) {
    if (part === '') continue;
    if (WILD_PART.test(part) || hasOpenBrace(part)) return [...parts, ANY];
    parts.push(part.includes('**') ? ANY : part);
  }
  return isFolderLike(pattern) ? [...parts, ANY] : parts;
}

function hasOpenBrace(part: string): boolean {
  return part.split('{').length !== part.split('}').length;
}

/** Whether one path can match both, decided from the first parts to the last. */
function pathsOverlap(a: readonly string[], b: readonly string[]): boolean {
  // above[j]: the parts of `a` before the present one can match the first j parts of `b`.
  let above = [true];
  for (const [j, other] of b.entries()) above.push(above[j] === true && other === ANY);
  for (const part of a) {
    const row = [above[0] === true && part === ANY];
    for (const [j, other] of b.entries()) {
      const isOpen = part === ANY || other === ANY;
      const isReached = isOpen ? above[j + 1] || row[j] : above[j] && partsOverlap(part, other);
      row.push(isReached === true);
    }
    above = row;
  }
  return above[b.length] === true;
}

/** Whether one name can match both parts: their text before the first and behind the last wildcard must agree. */
function partsOverlap(a: string, b: string): boolean {
  if (!WILDCARD.test(a) && !WILDCARD.test(b)) return a === b;
  const [startA = '', startB = ''] = [a, b].map((part) => part.split(WILDCARD)[0]);
  const [endA = '', endB = ''] = [a, b].map((part) => part.split(WILDCARD).at(-1));
  return (
    (startA.startsWith(startB) || startB.startsWith(startA)) && (endA.endsWith(endB) || endB.endsWith(endA))
  );
}
