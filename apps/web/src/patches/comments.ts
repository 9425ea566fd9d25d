import type { PatchComment } from '@uet/schemas';
import { type Anchor, anchorKey } from '../diff/diff-line';

/** What a comment is about; null for the whole patch. */
export const anchorOfComment = ({ path, side, line }: PatchComment): Anchor | null =>
  path === null ? null : { path, side: line === null ? null : (side ?? 'new'), line };

/** Comments by their place in the diff; those on the whole patch are not among them. */
export function byAnchor(comments: readonly PatchComment[]): ReadonlyMap<string, readonly PatchComment[]> {
  const places = new Map<string, PatchComment[]>();
  for (const comment of comments) {
    const anchor = anchorOfComment(comment);
    if (anchor === null) continue;
    const key = anchorKey(anchor);
    places.set(key, [...(places.get(key) ?? []), comment]);
  }
  return places;
}

/** How many comments of each file are not settled. */
export function openByFile(comments: readonly PatchComment[]): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const { path, resolved_at: resolvedAt } of comments) {
    if (path !== null && resolvedAt === null) files.set(path, (files.get(path) ?? 0) + 1);
  }
  return files;
}

/** A place as it is called in a sentence. */
export function placeWords({ path, side, line }: Anchor): string {
  if (line === null) return path;
  return `${path}:${line}${side === 'old' ? ' (before)' : ''}`;
}
