import { canonicalDiff, parsePatch, UetError } from '@uet/core';
import type { EngineContext } from '../engine/engine-context.js';
import type { LandingRequest } from './landing-request.js';

/**
 * The commit of the history of `tip` that each patch of a series has become already, or null. A bare diff, which
 * has neither author nor message, is never found: the same change may be wanted twice.
 */
export async function findLandedPatches(
  context: EngineContext,
  { repository, patches }: Pick<LandingRequest, 'repository' | 'patches'>,
  tip: string,
): Promise<Array<string | null>> {
  const signed = patches.flatMap(({ author, message, diff }, at) =>
    author === null || message === null ? [] : [{ author, message, diff, at }],
  );
  const session = await context.sessions.open(repository);
  const commits = await session.findLanded(tip, signed, isSameChange);
  const landed: Array<string | null> = patches.map(() => null);
  for (const [index, { at }] of signed.entries()) landed[at] = commits[index] ?? null;
  return landed;
}

const isSameChange = (one: Uint8Array, other: Uint8Array): boolean => {
  const [canonical, wanted] = [canonicalOf(one), canonicalOf(other)];
  return canonical !== null && wanted !== null && Buffer.compare(canonical, wanted) === 0;
};

/** Null for what cannot be read: it is the same as nothing. */
function canonicalOf(diff: Uint8Array): Uint8Array | null {
  try {
    return canonicalDiff(parsePatch(diff));
  } catch (error) {
    if (error instanceof UetError && error.code === 'bad_patch') return null;
    throw error;
  }
}
